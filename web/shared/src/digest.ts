/** A digest as people compare it: groups of four hexadecimal digits. */
export function digestGroups(digest: string): string[] {
  return digest.match(/.{1,4}/g) ?? [];
}

/** The draw's fingerprint: the first eight groups of C, the same everywhere. */
export function fingerprint(c: string): string {
  return digestGroups(c).slice(0, 8).join(' ');
}

/** The first groups of a digest, for places where a whole one does not fit. */
export function shortDigest(digest: string, groups = 2): string {
  return digestGroups(digest).slice(0, groups).join(' ');
}
