// Entry lists of the fixtures as spec/list.md has them: real lines, roots and proofs, so that a page can check them. Weight and seats are 1.
import { createHash } from 'node:crypto';

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const be32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
const be64 = (n) => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(n)); return b; };

export const lineOf = (draw, label, number) => `${number},${label},1,1,${sha(`${draw}/${label}/${number}`).toString('hex')}`;

const leaf = (line) => ({ sum: 1, hash: sha(Buffer.of(0x10), line) });
const node = (left, right) => ({ sum: left.sum + right.sum, hash: sha(Buffer.of(0x11), be64(left.sum), left.hash, be64(right.sum), right.hash) });

/** The levels of a tree, leaves first; a last node without a neighbour goes up as it is, which gives the shape of [BYTES-4]. */
function levels(draw, label, entries) {
  const all = [Array.from({ length: entries }, (_, i) => leaf(lineOf(draw, label, i + 1)))];
  while (all[all.length - 1].length > 1) {
    const below = all[all.length - 1];
    all.push(Array.from({ length: Math.ceil(below.length / 2) }, (_, i) => (2 * i + 1 < below.length ? node(below[2 * i], below[2 * i + 1]) : below[2 * i])));
  }
  return all;
}

export function groupRoot(draw, label, entries) {
  const all = levels(draw, label, entries);
  return all[all.length - 1][0].hash.toString('hex');
}

export function listRoot(groups) {
  const parts = groups.flatMap(({ label, entries, root }) => {
    const text = Buffer.from(label);
    return [be32(text.length), text, be64(entries), be64(entries), Buffer.from(root, 'hex')];
  });
  return sha(Buffer.of(0x13), be32(groups.length), ...parts).toString('hex');
}

/** The proof of one entry, public side, as [LIST-13] writes it. */
export function listProof(draw, groups, label, number) {
  const at = groups.findIndex((each) => each.label === label);
  const all = levels(draw, label, groups[at].entries);
  const nodes = [];
  for (let level = 0, i = number - 1; level < all.length - 1; level++, i >>= 1) {
    const sibling = all[level][i ^ 1];
    if (sibling) nodes.push(`node: ${sibling.sum} ${sibling.hash.toString('hex')}`);
  }
  const start = groups.slice(0, at).reduce((sum, each) => sum + each.entries, 0) + number - 1;
  const line = lineOf(draw, label, number);
  const text = [
    'twoseal/list-proof/1', `draw: ${draw}`, `list-root: ${listRoot(groups)}`, `groups: ${groups.length}`,
    ...groups.map((each) => `group: ${each.entries} ${each.tickets} ${each.root} ${each.label}`),
    `line: ${line}`, `start: ${start}`, `path: ${nodes.length}`, ...nodes, 'name: -', 'name-salt: -', 'columns: 0', 'record-salt: -', '',
  ].join('\n');
  return { line, text };
}
