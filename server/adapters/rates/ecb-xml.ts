import { UnreadableRates } from './rates.ts';

/** An element as it opens or closes; one that is empty does both. */
export interface XmlTag {
  readonly name: string;
  readonly opens: boolean;
  readonly closes: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * As much of XML as the European Central Bank's files use: elements, and attributes whose values
 * stand for themselves. Nothing is looked up or expanded: a document type, a reference to an entity
 * in an attribute and sections of raw text make a file unreadable. Text between elements counts for
 * nothing. Each character is looked at once.
 */
const TOKEN =
  /<!--[\s\S]*?-->|<\?[^?<>]*\?>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** @throws UnreadableRates */
export function* readTags(xml: string): Generator<XmlTag> {
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    TOKEN.lastIndex = at;
    const [token, slash, name, attributes = '', end] = TOKEN.exec(xml) ?? [];
    if (token === undefined) throw new UnreadableRates('The answer is not XML of the known form');
    at += token.length;
    if (name === undefined) continue;
    yield {
      name,
      opens: slash === '',
      closes: slash === '/' || end === '/',
      attributes: new Map(
        [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', double, single = '']) => [
          key,
          double ?? single,
        ]),
      ),
    };
  }
}
