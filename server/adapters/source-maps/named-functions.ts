import { parse } from '@babel/parser';

/** Where a function begins and ends, counted in characters from the start of its file. */
export interface NamedFunction {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const LONGEST_NAME = 100;
const FUNCTION = /^(Function(Declaration|Expression)|ArrowFunctionExpression|\w+Method)$/;
const CLASS = /^Class(Declaration|Expression)$/;
/** Of what is in a class itself; what is in its methods has names of its own. */
const MEMBER = /^Class(Private)?(Method|Property)$/;
/** Where the name of a value stands, and where the value. */
const NAMED_VALUES: Readonly<Record<string, readonly [name: string, value: string]>> = {
  VariableDeclarator: ['id', 'init'],
  AssignmentExpression: ['left', 'right'],
  AssignmentPattern: ['left', 'right'],
  ObjectProperty: ['key', 'value'],
  ClassProperty: ['key', 'value'],
  ClassPrivateProperty: ['key', 'value'],
  JSXAttribute: ['name', 'value'],
};
/** Around a function they do not make it another one. */
const WRAPPER = /^(TS(As|Satisfies|NonNull)Expression|JSXExpressionContainer)$/;

/**
 * The functions of a file that have a name, by what they were declared, assigned or handed on as,
 * in the order in which they begin. None where the file makes no sense.
 */
export function namedFunctions(file: string, content: string): NamedFunction[] {
  const found: NamedFunction[] = [];
  try {
    const { program } = parse(content, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      plugins: pluginsFor(file),
    });
    collect(program, null, null, found);
  } catch {
    // A stack is worth reading without names, too.
    return [];
  }
  return found.sort((one, other) => one.start - other.start);
}

function pluginsFor(file: string): ('typescript' | 'jsx')[] {
  if (!/\.[cm]?tsx?$/.test(file)) return ['jsx'];
  return file.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'];
}

/**
 * @param given what the code around the node calls it
 * @param owner the class that it stands in
 */
function collect(
  node: unknown,
  given: string | null,
  owner: string | null,
  found: NamedFunction[],
): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, null, owner, found);
    return;
  }
  if (!isNode(node)) return;
  const name = declaredName(node, owner) ?? given;
  if (name !== null && FUNCTION.test(node.type)) {
    found.push({ name: name.slice(0, LONGEST_NAME), start: node.start, end: node.end });
  }
  const inside = CLASS.test(node.type) ? name : owner;
  const [nameKey, valueKey] = NAMED_VALUES[node.type] ?? [];
  for (const [key, child] of Object.entries(node)) {
    const isValue = key === valueKey && nameKey !== undefined;
    const passed = isValue ? memberName(node, nameKey, owner) : null;
    collect(child, WRAPPER.test(node.type) ? given : passed, inside, found);
  }
}

function declaredName(node: Node, owner: string | null): string | null {
  return node.type.endsWith('Method') ? memberName(node, 'key', owner) : wordOf(node.id);
}

function memberName(node: Node, key: string, owner: string | null): string | null {
  const word = node.computed === true ? null : wordOf(node[key]);
  return word !== null && owner !== null && MEMBER.test(node.type) ? `${owner}.${word}` : word;
}

function wordOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  switch (node.type) {
    case 'Identifier':
    case 'JSXIdentifier':
      return String(node.name);
    case 'StringLiteral':
      return String(node.value);
    case 'PrivateName':
      return `#${wordOf(node.id)}`;
    case 'MemberExpression':
      return node.computed === true ? null : wordOf(node.property);
    default:
      return null;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
