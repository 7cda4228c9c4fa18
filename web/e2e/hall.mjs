// A hall for tests and pictures: serves the built pages with the headers the service sends, and tells fixtures as the service would,
// up to the entry that a test has reached. Only on this machine; ends with `close()`.
import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollAt } from '../build/fixtures.mjs';
import { listProof } from '../build/list.mjs';

const BUILT = fileURLToPath(new URL('../target/classes/twoseal/web', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../shared/fixtures/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.txt': 'text/plain' };
const CSP = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const WITNESSES = [
  { person: 'court/witness', name: '江城法院' },
  { person: 'notaries/witness', name: '省公证协会' },
  { person: 'university/witness', name: '江城大学' },
];

export async function openHall() {
  const hall = new Hall();
  await new Promise((resolve) => hall.server.listen(0, '127.0.0.1', resolve));
  hall.url = `http://127.0.0.1:${hall.server.address().port}`;
  return hall;
}

class Hall {
  constructor() {
    this.draws = new Map();
    for (const file of readdirSync(FIXTURES).filter((name) => name.endsWith('.json'))) {
      const fixture = JSON.parse(readFileSync(join(FIXTURES, file), 'utf8'));
      this.draws.set(fixture.draw, { ...fixture, reached: fixture.entries.length, pulse: {}, nowMs: undefined, down: false });
    }
    this.listeners = new Set();
    this.shakes = [];
    this.transferred = 0;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  /** Tells the draw up to its `count`-th entry, or up to the last one of a kind; the pulse is what `pulse` says beside it. */
  reach(draw, upTo, pulse = {}, nowMs = undefined) {
    const told = this.draws.get(draw);
    const count = typeof upTo === 'number' ? upTo : told.entries.findLastIndex((each) => each.kind === upTo) + 1;
    const before = told.reached;
    Object.assign(told, { reached: count, pulse, nowMs });
    for (const listener of this.listeners) {
      if (listener.draw !== draw) continue;
      for (const entry of told.entries.slice(before, count)) listener.response.write(eventOf(entry));
      listener.response.write(`event: pulse\ndata: ${JSON.stringify(this.pulseOf(told))}\n\n`);
    }
  }

  /** Cuts every line; `down` keeps new ones from being opened. */
  cut(draw, down) {
    this.draws.get(draw).down = down;
    for (const listener of this.listeners) if (listener.draw === draw) listener.response.destroy();
  }

  close() {
    for (const listener of this.listeners) listener.response.destroy();
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  answer(request, response) {
    const url = new URL(request.url, 'http://hall');
    try {
      if (url.pathname.startsWith('/api/v1/')) this.api(request, response, url);
      else this.file(response, url.pathname);
    } catch (e) {
      response.writeHead(500).end(String(e));
    }
  }

  file(response, path) {
    const app = path.startsWith('/screen/') ? 'screen' : path.startsWith('/console/') ? 'console' : 'phone';
    const inside = app === 'phone' ? path : path.slice(app.length + 1);
    const asked = join(BUILT, app, normalize(inside));
    const found = asked.startsWith(BUILT) && existsSync(asked) && statSync(asked).isFile() ? asked : join(BUILT, app, 'index.html');
    const bytes = readFileSync(found);
    this.transferred += bytes.length;
    response.writeHead(200, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' });
    response.end(bytes);
  }

  api(request, response, url) {
    const [, , , kind, draw, what, which, tail] = url.pathname.split('/').map(decodeURIComponent);
    const json = (value, status = 200) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    const text = (value, status = 200) => response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(value);
    const nothing = () =>
      response.writeHead(404, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify({ type: 'urn:twoseal:problem:not-found', title: 'Not found', status: 404, detail: '没有这一项。', next: '请核对后再试。' }));
    if (kind === 'draws' && draw === undefined) return json({ items: [...this.draws.values()].map(lineOf) });
    const told = this.draws.get(draw);
    if (kind !== 'draws' || told === undefined) return nothing();
    const now = told.entries[told.reached - 1]?.draw;
    switch (what) {
      case undefined:
        return json(now);
      case 'events':
        return this.events(request, response, url, told);
      case 'results':
        return json(resultsOf(told, Number(url.searchParams.get('stage')), Number(url.searchParams.get('from') ?? 0), Number(url.searchParams.get('limit') ?? 100)));
      case 'entries':
      case 'codes': {
        const number = what === 'codes' ? (which.length > 20 ? 6 : 0) : Number(which);
        const group = url.searchParams.get('group') ?? now.list?.groups[0].label;
        const of = now.list?.groups.find((each) => each.label === group);
        if (of === undefined || number < 1 || number > of.entries) return nothing();
        const proof = listProof(now.draw, now.list.groups, group, number);
        if (tail === 'proof') return text(proof.text);
        return json({ draw, number, group, weight: 1, seats: 1, line: proof.line, root: now.list.root, state: now.state, outcomes: outcomesOf(told, now, number, group) });
      }
      case 'shakes':
        if (request.method === 'POST') {
          this.shakes.push(draw);
          return response.writeHead(202).end();
        }
        return text('', 202);
      default:
        return nothing();
    }
  }

  events(request, response, url, told) {
    if (told.down) return response.writeHead(503).end();
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const after = Number(request.headers['last-event-id'] ?? -1);
    const entries = told.entries.slice(0, told.reached).filter((entry) => entry.index > after);
    response.write(`event: pulse\ndata: ${JSON.stringify(this.pulseOf(told))}\n\n`);
    for (const entry of entries) response.write(eventOf(entry));
    if (url.searchParams.get('until') === 'now') return response.end();
    const listener = { draw: told.draw, response };
    this.listeners.add(listener);
    response.on('close', () => this.listeners.delete(listener));
  }

  pulseOf(told) {
    const last = told.entries[told.reached - 1];
    return {
      nowMs: told.nowMs ?? last.timeMs + 1000,
      size: last.index + 1,
      root: last.root,
      state: last.draw.state,
      witnesses: WITNESSES.map((each, i) => ({ ...each, size: last.index + (i < 2 ? 1 : 0) })),
      hands: { organiser: false, notary: false },
      ...(last.draw.fixed ? { fixed: last.draw.fixed } : {}),
      ...told.pulse,
    };
  }
}

const eventOf = (entry) => `event: entry\nid: ${entry.index}\ndata: ${JSON.stringify(entry)}\n\n`;

function lineOf(told) {
  const draw = told.entries[told.reached - 1].draw;
  return {
    draw: draw.draw, kind: draw.kind, title: draw.rules.title, titleEn: draw.rules.titleEn, organiser: draw.rules.organiser, organiserName: draw.rules.organiserName,
    purpose: draw.rules.purpose, scheduledMs: draw.rules.scheduledMs, announcedMs: draw.announced.timeMs, attempts: draw.attempts, state: draw.state,
    ...(draw.list ? { entries: draw.list.entries } : {}), ...(draw.sealed ? { fingerprint: draw.sealed.fingerprint } : {}),
  };
}

function resultsOf(told, stage, from, limit) {
  const of = told.entries.find((entry) => entry.kind === 'draw.result' && entry.draw.results[entry.draw.results.length - 1].stage === stage);
  const rolled = of?.draw.results[of.draw.results.length - 1].rolled ?? 0;
  const all = told.further
    ? Array.from({ length: Math.max(0, Math.min(limit, rolled - from)) }, (_, i) => rollAt(told.draw, told.further.group, told.further.entries, from + i, told.further.winners))
    : (of?.rolls ?? []).slice(from, from + limit);
  return { rolled, rows: all };
}

function outcomesOf(told, now, number, group) {
  return now.results.map(({ stage }) => {
    const entry = told.entries.find((each) => each.kind === 'draw.result' && each.draw.results[each.draw.results.length - 1].stage === stage);
    const roll = entry.rolls.find((each) => each.number === number && each.group === group);
    const rules = now.rules.stages.find((each) => each.id === stage);
    return { stage, title: rules.title, titleEn: rules.titleEn, kind: roll?.kind ?? 'none', ...(roll && roll.order > 0 ? { order: roll.order } : {}) };
  });
}
