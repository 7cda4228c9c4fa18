/** A rules file as text. */

/** The most that the service takes. */
export const RULES_BYTES_MAX = 262_144;

/** What YAML 1.2 lets stand in a file (section 5.1); the service refuses the rest as well. */
const TEXT = /^[\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffc\u{10000}-\u{10ffff}]*$/u;

/** The text of a file in UTF-8; why it is none otherwise: too long, or something else than text, such as a picture. */
export async function textOfRules(file: Blob): Promise<{ text: string } | { wrong: 'tooLarge' | 'notText' }> {
  if (file.size > RULES_BYTES_MAX) {
    return { wrong: 'tooLarge' };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return TEXT.test(text) ? { text } : { wrong: 'notText' };
  } catch {
    return { wrong: 'notText' };
  }
}
