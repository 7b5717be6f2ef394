import { escapeHtml } from '#shared/text/escape-html.ts';

/** A piece of a page: made by `html` only, so that whatever somebody named is text in it. */
export interface Html {
  readonly markup: string;
}

type Piece = string | Html | readonly Html[] | null;

/** Escapes every text that is put in. Attributes stand in double quotation marks. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { markup: String.raw({ raw: strings }, ...pieces.map(markupOf)) };
}

/** Lines as lines. */
export function lines(text: string): Html {
  return { markup: escapeHtml(text).replaceAll('\n', '<br>') };
}

function markupOf(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string') return escapeHtml(piece);
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('');
}
