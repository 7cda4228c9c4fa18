// @vitest-environment happy-dom
import { type Draw, language, type ListUpload, type Role, type Session } from '@twoseal/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp, nextTick } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import DrawPage from '../../src/draws/DrawPage.vue';
import { stepNames } from '../../src/draws/words/steps';
import { take } from '../../src/session/session';
import { actOf, digest, drawAt, NAMES, NOTARY, OBSERVER, ORGANISER, type Point, START_MS } from './fixtures';
import type { Viewer } from '../../src/draws/standing';

/** The service as this page asks it; only the world outside is stood in for. */
let answers: Record<string, unknown> = {};
let asked: string[] = [];
/** What the service takes its time over. */
let held: Promise<void> = Promise.resolve();
let app: App | undefined;

const UPLOAD: ListUpload = {
  id: 'u1',
  fileName: 'entries.csv',
  bytes: 113_001,
  state: 'taken',
  begunBy: 'xinglan/organiser',
  begunMs: START_MS,
  sourceHash: digest(9),
  list: { root: digest(3), entries: 2_800, tickets: '2800', fileHash: digest(4), weights: 'uniform' },
  confirmed: [{ who: 'office/notary', role: 'notary', attempt: 1, timeMs: START_MS }],
};

function session(viewer: Viewer | undefined): Session {
  const office = { name: '城东公证处', origin: 'office.example/ledger', logKey: 'x' };
  if (viewer === undefined) {
    return { signedIn: false, needs: [], oidc: false, office };
  }
  const account = {
    username: viewer.role,
    name: NAMES[viewer.person]?.name ?? '',
    person: viewer.person,
    role: viewer.role as Role,
    totp: true,
    state: 'active' as const,
    keyOnLedger: true,
    keyFile: true,
  };
  return { signedIn: true, csrf: 'x', needs: [], oidc: false, office, account };
}

async function open(draw: Draw, viewer: Viewer | undefined, acts: unknown[] = []): Promise<HTMLElement> {
  const root = begin(draw, viewer, acts);
  await vi.waitFor(() => expect(root.querySelector('.step')).not.toBeNull());
  await vi.waitFor(() => expect(root.querySelector('.step.unfolded')).not.toBeNull());
  for (const fold of root.querySelectorAll<HTMLButtonElement>('h2 button[aria-expanded=false]')) {
    fold.click();
    await nextTick();
  }
  return root;
}

function begin(draw: Draw, viewer: Viewer | undefined, acts: unknown[]): HTMLElement {
  answers = {
    '/draws/D-7': draw,
    '/acts': { items: acts },
    '/draws/D-7/lists': { items: [UPLOAD] },
    '/draws/D-7/objections': { items: [] },
    '/draws/D-7/results': { rolled: 1, rows: [{ order: 1, kind: 'winner', number: 114, group: '全体', name: '张**' }] },
    '/draws/D-7/record': { place: '', people: [], incidents: [], recordings: [], statement: '', steps: [], state: 'open', version: 0 },
    '/people': { organisations: [], people: [] },
  };
  take(session(viewer));
  const root = document.createElement('div');
  document.body.append(root);
  mount(root, { caseNumber: 'D-7' });
  return root;
}

function mount(root: HTMLElement, props: { caseNumber: string; attempt?: number }): void {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<i/>' } }] });
  app = createApp(DrawPage, props);
  app.use(router);
  app.config.errorHandler = (error) => {
    throw error;
  };
  app.mount(root);
}

beforeEach(() => {
  language.value = 'zh';
  asked = [];
  held = Promise.resolve();
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const path = url.replace(/^\/api\/v1/, '').replace(/\?.*$/, '');
    asked.push((init?.method ?? 'GET') + ' ' + path);
    const answer = answers[path];
    if (path === '/acts') await held;
    return answer === undefined
      ? new Response('{"type":"urn:twoseal:problem:none","title":"none","status":404}', { status: 404 })
      : new Response(JSON.stringify(answer));
  });
  vi.stubGlobal(
    'EventSource',
    class {
      static CLOSED = 2;
      readyState = 1;
      addEventListener(): void {}
      close(): void {}
    },
  );
});

afterEach(() => {
  app?.unmount();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  language.value = 'zh';
});

const POINTS: readonly Point[] = [
  'announced',
  'draft',
  'final',
  'committed',
  'sealed',
  'revealed',
  'pressed',
  'drawing',
  'complete',
  'by-default',
];

describe.each(POINTS)('the page of a draw that is %s', (point) => {
  it.each([
    ['its organiser', ORGANISER],
    ['the notary', NOTARY],
    ['a contributor', OBSERVER],
    ['nobody signed in', undefined],
  ] as const)('unfolds every step for %s, in both languages', async (_, viewer) => {
    const root = await open(drawAt(point), viewer);
    const shown = root.querySelectorAll('.step').length;
    expect(root.querySelectorAll('.rail li')).toHaveLength(14);
    expect(root.querySelectorAll('.step.unfolded')).toHaveLength(root.querySelectorAll('h2 button').length);
    expect(root.textContent).toContain(stepNames.both('announced').zh);
    language.value = 'en';
    await nextTick();
    expect(root.querySelectorAll('.step')).toHaveLength(shown);
    expect(root.textContent).toContain(stepNames.both('announced').en);
  });
});

describe('a case that there is not', () => {
  it.each([
    [undefined, '账本上没有案号 D-99', 'The ledger has no case D-99', '/draws'],
    [4, 'D-99 没有第 4 次', 'D-99 has no attempt 4', '/draws/D-99'],
  ] as const)('is told as such, with the way on (attempt %s)', async (attempt, zh, en, way) => {
    answers = {};
    take(session(NOTARY));
    const root = document.createElement('div');
    document.body.append(root);
    mount(root, { caseNumber: 'D-99', ...(attempt === undefined ? {} : { attempt }) });
    await vi.waitFor(() => expect(root.textContent).toContain(zh));
    expect(root.querySelector('.empty a')?.getAttribute('href')).toBe(way);
    expect(root.textContent).not.toContain('连接');
    language.value = 'en';
    await nextTick();
    expect(root.textContent).toContain(en);
  });
});

describe('a page that is still loading', () => {
  it('leaves open what somebody has opened meanwhile', async () => {
    let release = (): void => {};
    held = new Promise((resolve) => (release = resolve));
    const root = begin(drawAt('sealed'), NOTARY, []);
    await vi.waitFor(() => expect(root.querySelector('#final h2 button')).not.toBeNull());
    root.querySelector<HTMLButtonElement>('#final h2 button')?.click();
    release();
    await vi.waitFor(() => expect(root.querySelectorAll('.step.unfolded')).toHaveLength(2));
    expect(root.querySelector('#final h2 button')?.getAttribute('aria-expanded')).toBe('true');
  });
});

describe('an act on its way', () => {
  it('says who has signed and asks who has not', async () => {
    const act = actOf(
      'draw.press',
      [
        ['organiser', true],
        ['notary', false],
      ],
      'needed',
    );
    const root = await open(drawAt('revealed'), NOTARY, [act]);
    expect(root.querySelectorAll('#press .signers li.given')).toHaveLength(1);
    expect(root.querySelector('#press .act.mine')?.textContent).toContain('阅读全文并签署');
    expect(root.querySelectorAll('#press .hand.lit')).toHaveLength(1);
    expect(root.querySelector('#press form.go')).toBeNull();
  });

  it('offers nothing to who has no part in it', async () => {
    const root = await open(drawAt('revealed'), OBSERVER);
    expect(root.querySelectorAll('#press button.el-button')).toHaveLength(0);
    expect(root.querySelector('#press .turns')?.textContent).toContain('公证员');
  });
});

describe('a list', () => {
  it('is confirmed by its own first eight digits alone', async () => {
    const root = await open(drawAt('draft'), ORGANISER);
    const input = root.querySelector<HTMLInputElement>('#final .confirm input');
    const button = (): HTMLButtonElement | null => root.querySelector<HTMLButtonElement>('#final .confirm button[type=submit]');
    expect(button()?.disabled).toBe(true);
    const type = async (text: string): Promise<void> => {
      if (input !== null) {
        input.value = text;
        input.dispatchEvent(new Event('input'));
      }
      await nextTick();
    };
    await type('00000000');
    expect(button()?.disabled).toBe(true);
    expect(root.querySelector('#final .confirm .wrong')).not.toBeNull();
    await type(digest(3).slice(0, 4) + ' ' + digest(3).slice(4, 8));
    expect(button()?.disabled).toBe(false);
  });

  it('is confirmed once by each', async () => {
    const root = await open(drawAt('draft'), NOTARY);
    expect(root.querySelector('#final .confirmed')).not.toBeNull();
    expect(root.querySelector('#final .confirm')).toBeNull();
  });
});

describe('the supervision record', () => {
  it('is closed only after its consequence was read', async () => {
    const root = await open(drawAt('complete'), NOTARY);
    const of = '/draws/D-7/record';
    const statement = await vi.waitFor(() => {
      const found = root.querySelector<HTMLTextAreaElement>('#record textarea');
      expect(found).not.toBeNull();
      return found as HTMLTextAreaElement;
    });
    statement.value = '所见与账本所载一致。';
    statement.dispatchEvent(new Event('input'));
    await nextTick();
    const button = (name: string) => [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === name);
    button('定稿')?.click();
    await vi.waitFor(() => expect(document.querySelector('.plain-dialog')?.textContent).toContain('一字不能再改'));
    expect(asked).not.toContain('POST ' + of + '/close');
    answers[of + '/close'] = { ...(answers[of] as object), state: 'closed', digest: digest(1) };
    button('确认定稿')?.click();
    await vi.waitFor(() => expect(asked).toContain('POST ' + of + '/close'));
    expect(asked.indexOf('PUT ' + of)).toBeLessThan(asked.indexOf('POST ' + of + '/close'));
    await vi.waitFor(() => expect(root.querySelector('#record')?.textContent).toContain('签署监督记录'));
  });
});
