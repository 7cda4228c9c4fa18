// Makes shared/fixtures/*.json: whole draws as the feed tells them, all of it invented, the same bytes every time. `node build/fixtures.mjs`.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { groupRoot, listRoot } from './list.mjs';

const FOLDER = new URL('../shared/fixtures/', import.meta.url);
const NOTARY = { person: 'office/notary-1', name: '陈静', role: 'notary', organisationName: '江城公证处' };
const SERVICE = { person: 'office/service', name: '公证处服务', role: 'operator', organisationName: '江城公证处' };
const WITNESS = { person: 'court/witness', name: '江城法院见证节点', role: 'witness', organisationName: '江城法院' };
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧'];

export const digest = (text) => createHash('sha256').update(text).digest('hex');

/** A whole number below `below`, the same for the same text. */
export const below = (text, limit) => Number(BigInt(`0x${digest(text).slice(0, 12)}`) % BigInt(limit));

export const masked = (text) => `${SURNAMES[below(`${text}/s`, SURNAMES.length)]}${below(`${text}/n`, 3) === 0 ? '*' : '**'}`;

/** Roll `i` (from 0) of a stage whose entries are the numbers of one group, each once: a step through all of them. */
export function rollAt(seed, group, entries, i, winners) {
  let step = (below(`${seed}/step`, entries) | 1) || 1;
  while (gcd(step, entries) !== 1) step += 2;
  const number = ((below(`${seed}/first`, entries) + i * step) % entries) + 1;
  return { order: i + 1, kind: i < winners ? 'winner' : 'alternate', number, group, name: masked(`${seed}/${number}`) };
}

const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

/** One draw's way, an entry at a time: `at` moves the clock, each method adds what the ledger would hold. */
class Story {
  constructor(draw, kind, rules, firstIndex, startMs) {
    this.index = firstIndex;
    this.now = startMs;
    this.organiser = { person: `${rules.organiser}/staff-1`, name: '林岚', role: 'organiser', organisationName: rules.organiserName };
    this.entries = [];
    this.draw = { draw, kind, attempt: 1, attempts: 1, state: 'announced', rules, announced: undefined, contributors: [], reveals: [], results: [], afterwards: [] };
  }

  wait(ms) {
    this.now += ms;
    return this;
  }

  enter(kind, signers, change = {}, more = {}) {
    const at = { index: this.index, timeMs: this.now, signers };
    Object.assign(this.draw, typeof change === 'function' ? change(at) : change);
    this.entries.push({
      index: this.index,
      timeMs: this.now,
      kind,
      attempt: this.draw.attempt,
      root: digest(`${this.draw.draw}/root/${this.index}`),
      signers,
      draw: structuredClone(this.draw),
      ...more,
    });
    this.index += 1 + below(`${this.draw.draw}/${this.index}`, 3);
    return this.wait(1000);
  }

  announce() {
    return this.enter('draw.announce', [this.organiser], (at) => ({ announced: at }));
  }

  list(groups) {
    const entries = groups.reduce((sum, [, n]) => sum + n, 0);
    // A list of millions would take minutes to hash; nobody looks an entry of that one up.
    const root = (label, n) => (n > 100_000 ? digest(`${this.draw.draw}/${label}`) : groupRoot(this.draw.draw, label, n));
    const blocks = groups.map(([label, n]) => ({ label, entries: n, tickets: String(n), root: root(label, n) }));
    const block = {
      root: listRoot(blocks),
      entries,
      tickets: String(entries),
      fileHash: digest(`${this.draw.draw}/file`),
      weights: 'uniform',
      groups: blocks,
    };
    return this.enter('draw.list', [this.organiser], (at) => ({ state: 'listed', list: { ...block, at, added: 0, removed: 0, changed: 0 } }));
  }

  checked() {
    return this.enter('draw.list-checked', [WITNESS], (at) => ({ checked: [at] }));
  }

  seal(contributors, more = {}) {
    const c = digest(`${this.draw.draw}/c`);
    const ceremony = this.draw.rules.entropy === 'ceremony';
    return this.enter('draw.seal', [this.organiser, NOTARY], (at) => ({
      state: 'sealed',
      contributors,
      sealed: {
        at,
        c,
        fingerprint: c.match(/.{4}/g).slice(0, 8).join(' '),
        pressByMs: this.now + 7_200_000,
        deltaS: ceremony ? 1800 : 120,
        marginS: ceremony ? 120 : 60,
        skipNoticeS: 0,
        skipsMax: ceremony ? 0 : 10,
        ...(ceremony ? {} : { chain: 'quicknet', periodS: 3 }),
        ...(this.draw.checked ? { checkedBy: WITNESS.name } : {}),
        ...more,
      },
    }));
  }

  reveal(i, by) {
    const of = this.draw.contributors[i];
    const opened = { ...of, value: digest(`${this.draw.draw}/value/${i}`).slice(0, 40), revealedIndex: this.index };
    const signer = by ?? { person: of.person, name: of.name, role: 'contributor', organisationName: of.organisationName };
    return this.enter('draw.reveal', [signer], {
      contributors: this.draw.contributors.map((each, at) => (at === i ? opened : each)),
      reveals: [...this.draw.reveals, opened],
    });
  }

  shakes(...counts) {
    for (const count of counts) {
      const before = this.draw.shakes ?? { batches: 0, shakes: 0, closed: false };
      this.enter('draw.shake', [SERVICE], { shakes: { batches: before.batches + 1, shakes: before.shakes + count, closed: false } });
    }
    return this;
  }

  close() {
    return this.enter('draw.close', [SERVICE], { shakes: { ...this.draw.shakes, closed: true, root: digest(`${this.draw.draw}/x`) } });
  }

  skip() {
    return this.enter('draw.skip', [this.organiser, NOTARY], { skips: (this.draw.skips ?? 0) + 1 });
  }

  press(waitMs) {
    const ceremony = this.draw.rules.entropy === 'ceremony';
    return this.enter('draw.press', [this.organiser, NOTARY], (at) => ({
      state: 'waiting',
      pressed: at,
      fixed: { byDefault: false, dueMs: this.now + waitMs, ...(ceremony ? {} : { round: 24_681_357 }) },
    }));
  }

  byDefault(waitMs) {
    this.draw.fixed = { byDefault: true, dueMs: this.now + waitMs, round: 24_690_001 };
    this.draw.state = 'by-default';
    return this;
  }

  result(stage, rolls, { winners, rolled = rolls.length, unfilled = 0, skipped = 0 }) {
    const ceremony = this.draw.rules.entropy === 'ceremony';
    const alternates = rolled === rolls.length ? rolls.filter((roll) => roll.kind === 'alternate').length : rolled - winners;
    return this.enter(
      'draw.result',
      [SERVICE],
      (at) => ({
        state: 'drawing',
        seed: digest(`${this.draw.draw}/s`),
        ...(ceremony ? {} : { signature: (digest(`${this.draw.draw}/sig1`) + digest(`${this.draw.draw}/sig2`)).slice(0, 96) }),
        results: [...this.draw.results, { stage, at, rolled, winners, alternates, skipped, seats: winners, unfilled, outcomes: digest(`${this.draw.draw}/o${stage}`) }],
      }),
      { rolls: rolls.slice(0, 1000) },
    );
  }

  complete() {
    return this.enter('draw.complete', [SERVICE], (at) => ({ state: 'complete', completed: at }));
  }

  remark(text, by = NOTARY) {
    return this.enter('ledger.remark', [by], {}, { text });
  }

  written(more = {}) {
    return { draw: this.draw.draw, entries: this.entries, ...more };
  }
}

const stage = (id, title, titleEn, places, alternates, more = {}) => ({
  id, title, titleEn, groups: [], from: [], except: [], places: String(places), alternates, overflow: 'overfill', unfilled: 'lapse', ...more,
});

const rules = (title, titleEn, organiser, organiserName, purpose, groups, stages, more = {}) => ({
  title, titleEn, organiser, organiserName, purpose, entropy: 'beacon', scheduledMs: Date.UTC(2027, 0, 9, 11, 30),
  columns: ['姓名', '证件号码', '手机号'], masking: '姓名：只留姓；手机号：只留后四位', groups, stages, ...more,
});

const committed = (draw, person, name, organisationName, envelope) => ({
  person, name, organisationName, form: 'committed', commitment: digest(`${draw}/${person}`), ...(envelope ? { envelope } : {}),
});

const START = Date.UTC(2027, 0, 9, 11, 0);
const PRIZES = [
  stage(1, '一等奖：两年用车权', 'First prize: a car for two years', 1, 3),
  stage(2, '二等奖：充电卡', 'Second prize: a charging card', 3, 3, { except: [1] }),
  stage(3, '三等奖：车载礼盒', 'Third prize: a gift box', 20, 5, { except: [1, 2] }),
];
const prizeRules = rules('星澜汽车会员答谢抽奖', 'Xinglan Motors members’ prize draw', 'xinglan', '星澜汽车', 'prize-draw', ['会员'], PRIZES);

function rollsOf(seed, group, entries, from, winners, alternates) {
  return Array.from({ length: winners + alternates }, (_, i) => ({ ...rollAt(seed, group, entries, from + i, from + winners), order: i + 1, kind: i < winners ? 'winner' : 'alternate' }));
}

function prize(draw, kind) {
  const story = new Story(draw, kind, prizeRules, 1180, START).announce().wait(60_000).list([['会员', 2800]]).wait(60_000).checked().wait(60_000);
  story.seal([committed(draw, 'xinglan/engineer', '沈工', '星澜汽车'), committed(draw, 'customers/observer', '顾女士', '车主代表会')]).wait(60_000);
  story.reveal(0).wait(20_000).reveal(1).wait(20_000).shakes(812, 1204, 655, 1490, 302).close().wait(30_000).press(126_000).wait(126_000);
  story.result(1, rollsOf(draw, '会员', 2800, 0, 1, 3), { winners: 1 });
  const second = rollsOf(draw, '会员', 2800, 4, 3, 3);
  story.result(2, [{ ...second[0], order: 0, kind: 'skipped' }, ...second.map((roll) => ({ ...roll, number: roll.number === 2800 ? 1 : roll.number + 1 }))], { winners: 3, skipped: 1 });
  story.result(3, rollsOf(draw, '会员', 2800, 11, 20, 5), { winners: 20 }).complete();
  return story.remark('本次抽奖的名单、封存、启动与结果，经本公证员现场监督，程序与规则相符。').written();
}

function many(draw, title, titleEn, entries, winners) {
  const story = new Story(
    draw, 'draw',
    rules(title, titleEn, 'housing', '江城住房和城乡建设局', 'number-draw', ['无房家庭'], [stage(1, '选房顺序', 'Order of choosing', winners, 0)]),
    5210, START,
  );
  story.announce().wait(60_000).list([['无房家庭', entries]]).wait(60_000).checked().wait(60_000).seal([]).wait(60_000).press(126_000).wait(126_000);
  const rolls = Array.from({ length: Math.min(winners, 1000) }, (_, i) => rollAt(draw, '无房家庭', entries, i, winners));
  return story.result(1, rolls, { winners, rolled: winners }).complete().written({ further: { group: '无房家庭', entries, winners } });
}

function ceremony() {
  const draw = 'D-19';
  const story = new Story(
    draw, 'draw',
    rules('禾场村安置房选房顺序摇号', 'Hechang village, order of choosing resettlement flats', 'hechang', '禾场村安置委员会', 'number-draw', ['安置户'],
      [stage(1, '选房顺序', 'Order of choosing', 'all', 0)], { entropy: 'ceremony' }),
    320, START,
  );
  story.announce().wait(60_000).list([['安置户', 86]]).wait(60_000).checked().wait(60_000);
  story.seal([
    committed(draw, 'hechang/committee', '周主任', '禾场村安置委员会', 1),
    committed(draw, 'villagers/elder', '赵老先生', '村民代表会', 2),
    committed(draw, 'school/teacher', '何老师', '禾场小学', 3),
  ]).wait(60_000).press(1_800_000).wait(130_000).reveal(0).wait(40_000).reveal(2, NOTARY).wait(1_640_000);
  return story.result(1, rollsOf(draw, '安置户', 86, 0, 86, 0), { winners: 86 }).complete().written();
}

function dry() {
  const draw = 'D-20';
  const story = new Story(
    draw, 'draw',
    rules('城东小学入学摇号', 'East City primary school places', 'school', '城东小学', 'number-draw', ['片区内', '片区外'],
      [
        stage(1, '片区内优先', 'Families of the district first', 30, 0, { groups: ['片区内'], unfilled: 'join 2' }),
        stage(2, '片区外', 'Families from elsewhere', 10, 4, { groups: ['片区外'], overflow: 'stop' }),
      ]),
    700, START,
  );
  story.announce().wait(60_000).list([['片区内', 24], ['片区外', 61]]).wait(60_000).seal([]).wait(60_000).press(126_000).wait(126_000);
  story.result(1, rollsOf(draw, '片区内', 24, 0, 24, 0), { winners: 24, unfilled: 6 });
  const second = rollsOf(`${draw}b`, '片区外', 61, 0, 10, 4);
  second.splice(10, 0, { order: 0, kind: 'not-placed', number: 7, group: '片区外', name: masked('twins') });
  return story.result(2, second, { winners: 10 }).complete().written();
}

function late() {
  const story = new Story('D-21', 'draw', prizeRules, 1500, START).announce().wait(60_000).list([['会员', 2800]]).wait(60_000).checked().wait(60_000).seal([]).wait(60_000);
  return story.press(126_000).written();
}

const made = {
  prize: prize('D-17', 'draw'),
  rehearsal: prize('R-4', 'rehearsal'),
  twenty: many('D-22', '江城小客车指标摇号', 'Jiangcheng car licence quota', 6_220_000, 20),
  hundreds: many('D-23', '云栖里住房摇号', 'Yunqili homes', 4210, 800),
  thousands: many('D-18', '江城共有产权住房摇号', 'Jiangcheng shared-ownership homes', 61_482, 20_000),
  ceremony: ceremony(),
  dry: dry(),
  late: late(),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, draw] of Object.entries(made)) {
    writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(draw)}\n`);
  }
}
