// @vitest-environment happy-dom
import { type Act, type Draw, type DrawLine, language, type ListUpload, type Objection, type Role, type SupervisionRecord } from '@twoseal/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp, nextTick } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Around, Viewer } from '../../src/draws/standing';
import { chosenDraws, COMPLETE_MAX, OPEN_MAX, tasksOf } from '../../src/draws/tasks';
import { mineWords } from '../../src/draws/words/steps';
import HomePage from '../../src/pages/HomePage.vue';
import { take } from '../../src/session/session';
import { actOf, digest, drawAt, NOTARY, OBSERVER, OPERATOR, ORGANISER, place, type Point, QUIET, RULES, START_MS, STRANGER } from './fixtures';

const TAKEN: ListUpload = { id: 'u', fileName: 'e.csv', bytes: 1, state: 'taken', begunBy: 'organiser', begunMs: START_MS };
const BY_NOTARY: ListUpload = { ...TAKEN, confirmed: [{ who: 'office/notary', role: 'notary', attempt: 1, timeMs: START_MS }] };
const BY_BOTH: ListUpload = {
  ...TAKEN,
  confirmed: [...(BY_NOTARY.confirmed ?? []), { who: 'xinglan/organiser', role: 'organiser', attempt: 1, timeMs: START_MS }],
};
const OBJECTION: Objection = { id: 'o', from: '李**', text: '没有我', enteredBy: 'office/notary', enteredMs: START_MS };
const ANSWERED: Objection = { ...OBJECTION, upheld: false, answer: '已核对', answeredMs: START_MS };
const OPEN: SupervisionRecord = { place: '', people: [], incidents: [], recordings: [], statement: '', steps: [], state: 'open' };
const CLOSED: SupervisionRecord = { ...OPEN, state: 'closed', digest: digest(1) };
const UNTOLD: Partial<Draw> = { rules: { ...RULES, seal: undefined } };
const LIVE: Partial<Draw> = { contributors: [{ person: 'customers/observer', form: 'live' }] };

const SECOND: Viewer = { ...NOTARY, person: 'office/second' };

const DUE: readonly [Point, string, Viewer, Partial<Around>, string, Partial<Draw>?][] = [
  ['announced', 'its organiser', ORGANISER, {}, 'list upload'],
  ['announced', 'its organiser, who has uploaded', ORGANISER, { uploads: [TAKEN] }, 'list publish'],
  ['announced', 'another organiser', STRANGER, {}, ''],
  ['announced', 'the notary', NOTARY, {}, ''],
  ['draft', 'the notary', NOTARY, { uploads: [TAKEN] }, 'final confirm'],
  ['draft', 'its organiser', ORGANISER, { uploads: [TAKEN] }, 'final confirm'],
  ['draft', 'another organiser', STRANGER, { uploads: [TAKEN], objections: [OBJECTION] }, ''],
  ['draft', 'the notary, who has confirmed', NOTARY, { uploads: [BY_NOTARY] }, ''],
  ['draft', 'its organiser, who has to publish', ORGANISER, { uploads: [BY_BOTH] }, 'final publish'],
  ['draft', 'the notary, with an objection', NOTARY, { uploads: [BY_NOTARY], objections: [OBJECTION] }, 'objections answer'],
  ['draft', 'its organiser, with an objection answered', ORGANISER, { uploads: [BY_BOTH], objections: [ANSWERED] }, 'final publish'],
  ['final', 'a contributor', OBSERVER, {}, 'contributors commit'],
  ['committed', 'a contributor who has handed in', OBSERVER, {}, ''],
  ['final', 'a contributor, where none are named', OBSERVER, {}, 'contributors commit', { ...UNTOLD, commitments: [] }],
  ['committed', 'a contributor who has handed in, where none are named', OBSERVER, {}, '', UNTOLD],
  ['committed', 'the notary', NOTARY, {}, 'seal seal'],
  ['committed', 'its organiser', ORGANISER, {}, 'seal seal'],
  ['committed', 'the notary, while the seal is being signed', NOTARY, { acts: [actOf('draw.seal', [['organiser', true], ['notary', false]], 'needed')] }, ''],
  ['sealed', 'a contributor', OBSERVER, {}, 'reveals reveal'],
  ['sealed', 'the notary', NOTARY, {}, 'press press'],
  ['sealed', 'the notary, where a value arises on the spot', NOTARY, {}, 'reveals reveal, press press', LIVE],
  ['sealed', 'its organiser', ORGANISER, {}, 'press press'],
  ['revealed', 'its organiser, who has begun the press', ORGANISER, { acts: [actOf('draw.press', [['organiser', true], ['notary', false]], 'given')] }, ''],
  ['pressed', 'the operator', OPERATOR, {}, ''],
  ['complete', 'its organiser', ORGANISER, {}, ''],
  ['complete', 'the notary', NOTARY, { record: OPEN }, 'record record'],
  ['complete', 'the notary, of a closed record', NOTARY, { record: CLOSED }, 'record sign-record'],
  ['complete', 'the notary who has signed', NOTARY, { record: { ...CLOSED, signed: [place(20, 'office/notary')] } }, ''],
  ['complete', 'another notary', SECOND, { record: { ...CLOSED, signed: [place(20, 'office/notary')] } }, 'record sign-record'],
  ['complete', 'the notary, with a record signed by two', NOTARY, { record: { ...CLOSED, state: 'signed' } }, ''],
];

function due(point: Point, viewer: Viewer, around: Partial<Around>, change?: Partial<Draw>): string {
  return tasksOf(drawAt(point, change), viewer, { ...QUIET, ...around })
    .map((task) => task.step + ' ' + task.what)
    .join(', ');
}

describe('what is to be done', () => {
  it.each(DUE)('in a %s draw by %s', (point, _, viewer, around, tasks, change) => {
    expect(due(point, viewer, around, change)).toBe(tasks);
  });

  it('does not wait for a remark that a colleague has begun', () => {
    const remark = { ...actOf('ledger.remark', [['notary', false]]), begunBy: 'office/second' };
    expect(due('complete', NOTARY, { record: CLOSED, acts: [remark] })).toBe('record sign-record');
    expect(due('complete', NOTARY, { record: CLOSED, acts: [{ ...remark, begunBy: NOTARY.person }] })).toBe('');
  });

  it('says by when the press runs by itself', () => {
    expect(tasksOf(drawAt('revealed'), NOTARY, QUIET)[0]?.pressByMs).toBe(drawAt('revealed').sealed?.pressByMs);
  });
});

function line(draw: string, change: Partial<DrawLine> = {}): DrawLine {
  return { draw, kind: 'draw', title: '抽奖', organiser: 'other', organiserName: '别家', announcedMs: START_MS, attempts: 1, state: 'announced', ...change };
}

describe('the draws that are asked about', () => {
  const many = Array.from({ length: 20 }, (_, at) => line('D-' + (20 - at)));

  it('are so many at most, one’s own first', () => {
    const chosen = chosenDraws([...many, line('D-0', { organiser: 'xinglan' })], ORGANISER);
    expect(chosen.open.map((each) => each.draw).slice(0, 3)).toEqual(['D-0', 'D-20', 'D-19']);
    expect(chosen.open).toHaveLength(OPEN_MAX);
    expect(chosen.left).toBe(21 - OPEN_MAX);
  });

  it('are complete ones for a notary alone', () => {
    const complete = many.map((each) => ({ ...each, state: 'complete' as const }));
    expect(chosenDraws(complete, NOTARY)).toEqual({ open: [], complete: complete.slice(0, COMPLETE_MAX), left: 0 });
    expect(chosenDraws(complete, ORGANISER).complete).toEqual([]);
  });
});

describe('the home page', () => {
  let answers: Record<string, unknown> = {};
  let asked: string[] = [];
  let app: App | undefined;

  async function open(viewer: Viewer, draws: Record<string, Draw>, lines: DrawLine[], more: Record<string, unknown> = {}): Promise<HTMLElement> {
    answers = {
      '/acts': { items: [] satisfies Act[] },
      '/draws': { items: lines },
      '/preparations': { items: [] },
      '/alarms': { items: [] },
      '/people': { organisations: [], people: [] },
      ...Object.fromEntries(Object.entries(draws).map(([name, draw]) => ['/draws/' + name, draw])),
      ...more,
    };
    const { person, role } = viewer;
    take({
      signedIn: true,
      csrf: 'x',
      needs: [],
      oidc: false,
      office: { name: '公证处', origin: 'o/l', logKey: 'x' },
      account: { username: 'u', name: '某某', person, role: role as Role, totp: true, state: 'active', keyOnLedger: true, keyFile: true },
    });
    const root = document.createElement('div');
    document.body.append(root);
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<i/>' } }] });
    app = createApp(HomePage);
    app.use(router);
    app.mount(root);
    return root;
  }

  beforeEach(() => {
    asked = [];
    language.value = 'zh';
    vi.stubGlobal('fetch', (url: string) => {
      const path = url.replace(/^\/api\/v1/, '').replace(/\?.*$/, '');
      asked.push(path);
      const answer = answers[path];
      return Promise.resolve(answer === undefined ? new Response('{"type":"x","title":"none","status":404}', { status: 404 }) : new Response(JSON.stringify(answer)));
    });
  });
  afterEach(() => {
    app?.unmount();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    language.value = 'zh';
  });

  it('lists it in both languages, each line with the way to its step', async () => {
    const root = await open(NOTARY, { 'D-7': drawAt('draft'), 'D-8': drawAt('complete', { draw: 'D-8' }) }, [line('D-8', { state: 'complete' }), line('D-7')], {
      '/draws/D-7/lists': { items: [TAKEN] },
      '/draws/D-7/objections': { items: [OBJECTION] },
      '/draws/D-8/record': OPEN,
    });
    await vi.waitFor(() => expect(root.querySelectorAll('.my-tasks li')).toHaveLength(3));
    const ways = [...root.querySelectorAll('.my-tasks .what')].map((link) => link.getAttribute('href'));
    expect(ways).toEqual(['/draws/D-7#objections', '/draws/D-7#final', '/draws/D-8#record']);
    for (const now of ['zh', 'en'] as const) {
      language.value = now;
      await nextTick();
      expect(root.querySelector('.my-tasks')?.textContent).toContain(mineWords.both('confirm')[now]);
    }
  });

  it('says that nothing waits only when all was looked at, and asks no more than it may', async () => {
    const draws = Array.from({ length: 12 }, (_, at) => 'D-' + (at + 1));
    const root = await open(STRANGER, Object.fromEntries(draws.map((name) => [name, drawAt('announced', { draw: name })])), draws.map((name) => line(name)));
    await vi.waitFor(() => expect(root.textContent).toContain('另有 4 个'));
    expect(root.textContent).not.toContain('目前没有');
    expect(asked.filter((path) => /^\/draws\/./.test(path))).toHaveLength(OPEN_MAX);
  });
});
