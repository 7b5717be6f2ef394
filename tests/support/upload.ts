import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from './test-app.ts';

export interface UploadPart {
  content: Uint8Array | string;
  /** `file` unless told. */
  field?: string;
  /** Null: a field of the form instead of a file. */
  fileName?: string | null;
}

/** A `multipart/form-data` body as a browser builds it. */
export async function multipartBody(
  parts: readonly UploadPart[],
): Promise<{ payload: Buffer; contentType: string }> {
  const form = new FormData();
  for (const { content, field = 'file', fileName = 'export.txt' } of parts) {
    if (fileName === null) form.append(field, String(content));
    else form.append(field, new Blob([content as Uint8Array<ArrayBuffer> | string]), fileName);
  }
  const request = new Request('http://localhost', { method: 'POST', body: form });
  return {
    payload: Buffer.from(await request.arrayBuffer()),
    contentType: request.headers.get('content-type') ?? '',
  };
}

export async function upload(
  { app }: TestApp,
  headers: Record<string, string>,
  ...parts: UploadPart[]
): Promise<LightMyRequestResponse> {
  const { payload, contentType } = await multipartBody(parts);
  return app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { ...headers, 'content-type': contentType },
    payload,
  });
}
