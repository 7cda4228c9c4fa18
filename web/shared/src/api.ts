import type { Problem } from './types';

/** What the service answered instead of what was asked: a sentence of what happened and one of what to do. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title);
  }

  /** The reason's word, such as `draw.pressed`; the same as on the ledger where the rules refused. */
  get reason(): string {
    return this.problem.type.replace(/^urn:twoseal:problem:/, '');
  }
}

/** Whether the service says that what was asked for is not there. */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof Refusal && thrown.status === 404;
}

/** The service could not be reached, or answered with something that is not its answer. */
export class Unreachable extends Error {}

export interface Ask {
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON, unless it is bytes or text with `type`. */
  body?: unknown;
  type?: string;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

const BASE = '/api/v1';

/**
 * The service's interface (spec/openapi.yaml) over fetch. Paths are written as there, with their members filled in by `path`.
 * Whatever is not an answer in the 200s throws a Refusal; no answer at all throws Unreachable.
 */
export class Api {
  /** Of the session; sent with every request that changes something. */
  csrf: string | undefined;

  constructor(
    private readonly fetched: typeof fetch = (...args) => fetch(...args),
    private readonly base = BASE,
  ) {}

  get<T>(path: string, ask: Ask = {}): Promise<T> {
    return this.json<T>('GET', path, ask);
  }

  post<T>(path: string, body?: unknown, ask: Ask = {}): Promise<T> {
    return this.json<T>('POST', path, { ...ask, body });
  }

  put<T>(path: string, body?: unknown, ask: Ask = {}): Promise<T> {
    return this.json<T>('PUT', path, { ...ask, body });
  }

  delete<T>(path: string, body?: unknown, ask: Ask = {}): Promise<T> {
    return this.json<T>('DELETE', path, { ...ask, body });
  }

  /** A page of text, such as a proof, with its status: 202 says that it is not there yet. */
  async text(path: string, ask: Ask = {}): Promise<{ status: number; text: string }> {
    const answer = await this.send('GET', path, ask);
    return { status: answer.status, text: await answer.text() };
  }

  /** Where something lies, for links and for EventSource. */
  url(path: string, query: Ask['query'] = {}): string {
    const pairs = Object.entries(query).filter((pair): pair is [string, string | number | boolean] => pair[1] !== undefined);
    const tail = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
    return `${this.base}${path}${tail === '' ? '' : `?${tail}`}`;
  }

  private async json<T>(method: string, path: string, ask: Ask): Promise<T> {
    const answer = await this.send(method, path, ask);
    const text = await answer.text();
    if (text === '') return undefined as T;
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new Unreachable('the answer is not JSON');
    }
  }

  async send(method: string, path: string, ask: Ask): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json, text/plain', ...ask.headers };
    let body: BodyInit | undefined;
    if (ask.body !== undefined) {
      headers['Content-Type'] = ask.type ?? 'application/json';
      body = ask.type === undefined ? JSON.stringify(ask.body) : (ask.body as BodyInit);
    }
    if (method !== 'GET' && this.csrf !== undefined) headers['X-Twoseal-Csrf'] = this.csrf;
    let answer: Response;
    try {
      answer = await this.fetched(this.url(path, ask.query), { method, headers, body, signal: ask.signal, credentials: 'same-origin' });
    } catch (e) {
      if (ask.signal?.aborted) throw e;
      throw new Unreachable('no answer');
    }
    if (answer.ok) return answer;
    throw new Refusal(answer.status, await problemOf(answer));
  }
}

/** Fills `{name}` in a path of spec/openapi.yaml, each value encoded. */
export function path(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no ${name} for ${template}`);
    return encodeURIComponent(String(value));
  });
}

async function problemOf(answer: Response): Promise<Problem> {
  const type = answer.headers.get('Content-Type') ?? '';
  if (type.includes('json')) {
    try {
      return (await answer.json()) as Problem;
    } catch {
      // Cut off on its way: the status is all we know.
    }
  }
  return { type: `urn:twoseal:problem:http.${answer.status}`, title: answer.statusText || String(answer.status), status: answer.status };
}
