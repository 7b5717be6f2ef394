import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#shared/app-error.ts';
import { IMPORT_BYTES_MAXIMUM, IMPORT_FILES_MAXIMUM } from '#shared/imports/import-formats.ts';

/** What @fastify/multipart and its parser may take. A part more than files, to tell it apart. */
export const UPLOAD_LIMITS = {
  fileSize: IMPORT_BYTES_MAXIMUM,
  files: IMPORT_FILES_MAXIMUM,
  parts: IMPORT_FILES_MAXIMUM + 1,
  fields: 1,
  headerPairs: 20,
} as const;

const FIELD = 'file';

/**
 * The files of a `multipart/form-data` request, from the parts named `file`.
 * @throws AppError `unsupported-media-type`, `body-too-large`, `malformed-upload`, `invalid-input`
 */
export async function readUpload(request: FastifyRequest): Promise<Uint8Array[]> {
  if (!request.isMultipart()) {
    throw new AppError('unsupported-media-type', {
      detail: 'Files are sent as multipart/form-data',
    });
  }
  const files: Uint8Array[] = [];
  try {
    for await (const part of request.parts()) {
      if (part.fieldname !== FIELD || part.type !== 'file') {
        throw fieldFault(part.fieldname, 'is not a known field');
      }
      files.push(await readPart(part));
    }
  } catch (error) {
    throw toAppError(error);
  }
  if (files.length === 0) throw fieldFault(FIELD, 'must be a file to import');
  return files;
}

async function readPart(part: MultipartFile): Promise<Uint8Array> {
  return part.toBuffer();
}

function fieldFault(name: string, detail: string): AppError {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return new AppError('invalid-input', { errors: [{ pointer, detail }] });
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    const detail = `A file may have at most ${IMPORT_BYTES_MAXIMUM / 1_048_576} MiB`;
    return new AppError('body-too-large', { detail, cause: error });
  }
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT' || code === 'FST_FIELDS_LIMIT') {
    const detail = `At most ${IMPORT_FILES_MAXIMUM} files can be imported together`;
    return new AppError('malformed-upload', { detail, cause: error });
  }
  return new AppError('malformed-upload', { cause: error });
}
