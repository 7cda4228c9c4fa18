export interface ListGroup {
  label: string;
  entries: number;
  tickets: string;
  root: string;
}

export function lineOf(draw: string, label: string, number: number): string;
export function groupRoot(draw: string, label: string, entries: number): string;
export function listRoot(groups: readonly ListGroup[]): string;
export function listProof(draw: string, groups: readonly ListGroup[], label: string, number: number): { line: string; text: string };
