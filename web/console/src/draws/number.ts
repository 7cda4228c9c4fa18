/** A beacon's number as people type or scan it: 48 bytes, 96 hex digits, with spaces and hyphens where they help. */
export const NUMBER_DIGITS = 96;

export type ReadNumber =
  | { readonly kind: 'whole'; readonly signature: string }
  | { readonly kind: 'short'; readonly missing: number }
  | { readonly kind: 'long'; readonly extra: number }
  | { readonly kind: 'stray'; readonly at: number; readonly character: string };

export function readNumber(text: string): ReadNumber {
  const scanned = /[0-9a-fA-F]{96}/.exec(text)?.[0];
  if (scanned !== undefined && text.replace(/[\s-]/g, '').length !== NUMBER_DIGITS) {
    return { kind: 'whole', signature: scanned.toLowerCase() };
  }
  const plain = text.normalize('NFKC');
  const stray = /[^0-9a-fA-F\s-]/.exec(plain);
  if (stray !== null) {
    return { kind: 'stray', at: stray.index + 1, character: stray[0] };
  }
  const digits = plain.replace(/[\s-]/g, '').toLowerCase();
  if (digits.length < NUMBER_DIGITS) {
    return { kind: 'short', missing: NUMBER_DIGITS - digits.length };
  }
  return digits.length > NUMBER_DIGITS ? { kind: 'long', extra: digits.length - NUMBER_DIGITS } : { kind: 'whole', signature: digits };
}
