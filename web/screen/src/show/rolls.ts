import { type Api, type Entry, type Roll, path } from '@twoseal/shared';

const PAGE = 1000;

/**
 * The rolls of every stage: the first 1,000 come with the result's entry, further ones are fetched when the show comes near them.
 * What is not here is not shown; the show waits for it.
 */
export class Rolls {
  private readonly pages = new Map<string, readonly Roll[]>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly api: Pick<Api, 'get'>,
    private readonly draw: string,
    private readonly changed: () => void = () => {},
  ) {}

  keep(entry: Entry): void {
    const results = entry.draw?.results ?? [];
    const stage = results[results.length - 1]?.stage;
    if (entry.kind !== 'draw.result' || stage === undefined) return;
    this.pages.set(this.name(entry.attempt, stage, 0), entry.rolls ?? []);
  }

  /** Rolls `from` to `to` (exclusive), or nothing while one of them is missing; then they are asked for. */
  get(attempt: number, stage: number, from: number, to: number): readonly Roll[] | undefined {
    const found: Roll[] = [];
    let whole = true;
    for (let first = Math.floor(from / PAGE) * PAGE; first < to; first += PAGE) {
      const page = this.pages.get(this.name(attempt, stage, first));
      if (page === undefined) {
        whole = false;
        this.ask(attempt, stage, first);
        continue;
      }
      const rows = page.slice(Math.max(0, from - first), to - first);
      if (rows.length < Math.min(to, first + PAGE) - Math.max(from, first)) {
        whole = false;
        this.ask(attempt, stage, first);
      }
      found.push(...rows);
    }
    return whole ? found : undefined;
  }

  private ask(attempt: number, stage: number, first: number): void {
    const name = this.name(attempt, stage, first);
    if (this.asked.has(name)) return;
    this.asked.add(name);
    const where = path('/draws/{draw}/results', { draw: this.draw });
    void this.api
      .get<{ rows: Roll[] }>(where, { query: { attempt, stage, from: first, limit: PAGE } })
      .then(({ rows }) => {
        this.pages.set(name, rows);
        this.changed();
      })
      .catch(() => {
        // Asked again when the show needs it again: it stands still until then.
        setTimeout(() => this.asked.delete(name), 2000);
      });
  }

  private name(attempt: number, stage: number, first: number): string {
    return `${attempt}/${stage}/${first}`;
  }
}
