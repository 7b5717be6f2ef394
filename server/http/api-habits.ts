interface Schema {
  type?: string;
  anyOf?: Schema[];
  properties?: Record<string, unknown>;
}
interface Answer {
  content?: Record<string, { schema?: Schema }>;
}
interface Parameter {
  in: string;
  name: string;
  description: string;
  required: boolean;
  schema: object;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, Answer>;
  security?: readonly object[];
}
type Operations = Partial<Record<string, Operation>>;

/** As much of an OpenAPI document as is looked at here. */
export interface ApiDocument {
  paths: Record<string, Operations>;
}

const IF_MATCH = header(
  'If-Match',
  'The entity tag as it was read: with a newer version the answer is 412. Without it any will do.',
);
const IF_NONE_MATCH = header(
  'If-None-Match',
  'The entity tag of an answer that is kept: 304 while it holds.',
);
const IDEMPOTENCY_KEY = header(
  'Idempotency-Key',
  'Asked again with the same key and body within 24 hours, the first answer is given again.',
  { pattern: '^[!-~]{1,255}$' },
);

/**
 * Tells what routes of a kind have in common, which no schema of a single route says: bodies that
 * may be left out, and the headers for conditional requests and for posts that act once.
 */
export function describeHabits<Document extends ApiDocument>(document: Document): Document {
  for (const [path, operations] of Object.entries(document.paths)) {
    const isVersioned = Object.values(operations).some((each) => each && answersVersion(each));
    for (const [method, operation] of Object.entries(operations)) {
      if (!operation) continue;
      if (operation.requestBody && mayBeNull(operation.requestBody.content)) {
        operation.requestBody.required = false;
      }
      const headers = headersOf(path, method, operation, isVersioned);
      if (headers.length > 0) operation.parameters = [...(operation.parameters ?? []), ...headers];
    }
  }
  return document;
}

function headersOf(
  path: string,
  method: string,
  operation: Operation,
  isVersioned: boolean,
): Parameter[] {
  if (method === 'get') return operation.responses[304] ? [IF_NONE_MATCH] : [];
  return [
    ...(isVersioned ? [IF_MATCH] : []),
    ...(method === 'post' && actsOnce(path, operation) ? [IDEMPOTENCY_KEY] : []),
  ];
}

/** Whether a success answers a resource with a version; a new one has none to match. */
function answersVersion({ responses }: Operation): boolean {
  return responses[200]?.content?.['application/json']?.schema?.properties?.version !== undefined;
}

/** As `answerOnce` does: what belongs to a household, except uploads. */
function actsOnce(path: string, { security, requestBody }: Operation): boolean {
  const isUpload = requestBody?.content['multipart/form-data'] !== undefined;
  return security?.length !== 0 && !path.startsWith('/api/v1/auth/') && !isUpload;
}

function mayBeNull(content: Record<string, { schema?: Schema }>): boolean {
  return Object.values(content).some(({ schema }) =>
    schema?.anyOf?.some(({ type }) => type === 'null'),
  );
}

function header(name: string, description: string, form: object = {}): Parameter {
  return { in: 'header', name, description, required: false, schema: { type: 'string', ...form } };
}
