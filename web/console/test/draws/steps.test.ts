import { describe, expect, it } from 'vitest';
import type { Draw, ListUpload } from '@twoseal/shared';
import type { Around, Viewer } from '../../src/draws/standing';
import { focus, type Offer, type Step, type StepId, steps } from '../../src/draws/steps';
import { actOf, digest, drawAt, NOTARY, OBSERVER, OPERATOR, ORGANISER, type Point, QUIET, RULES, START_MS, STRANGER } from './fixtures';

const TAKEN: ListUpload = {
  id: 'a1',
  fileName: 'entries.csv',
  bytes: 100,
  state: 'taken',
  begunBy: 'organiser',
  begunMs: START_MS,
  list: { root: digest(3), entries: 5, tickets: '5', fileHash: digest(4), weights: 'uniform' },
};
const HALF: ListUpload = { ...TAKEN, confirmed: [{ who: 'office/notary', role: 'notary', attempt: 1, timeMs: START_MS }] };
const CONFIRMED: ListUpload = {
  ...HALF,
  confirmed: [...(HALF.confirmed ?? []), { who: 'xinglan/organiser', role: 'organiser', attempt: 1, timeMs: START_MS }],
};

function at(draw: Draw, id: StepId, viewer?: Viewer, around: Partial<Around> = {}): Step {
  const found = steps(draw, viewer, { ...QUIET, ...around }).find((step) => step.id === id);
  if (found === undefined) {
    throw new Error('no step ' + id);
  }
  return found;
}

const STATES: readonly [Point, string][] = [
  ['announced', 'past open next later later later later later later later later later later later'],
  ['draft', 'past past open open next later later later later later later later later later'],
  ['final', 'past past past past open next later later later later later later later later'],
  ['committed', 'past past past past past open next later later later later later later later'],
  ['sealed', 'past past past past past past open open open next later later later later'],
  ['revealed', 'past past past past past past open past open next later later later later'],
  ['pressed', 'past past past past past past past past past open next later later later'],
  ['drawing', 'past past past past past past past past past past open next later later'],
  ['complete', 'past past past past past past past past past past past open open open'],
  ['by-default', 'past past past past past past past past left-out open next later later later'],
];

describe('the steps', () => {
  it.each(STATES)('of a draw that is %s', (point, states) => {
    expect(
      steps(drawAt(point), undefined, QUIET)
        .map((step) => step.state)
        .join(' '),
    ).toBe(states);
  });

  it('have a receipt once they are past', () => {
    const all = steps(drawAt('complete'), undefined, QUIET).filter((step) => step.state === 'past');
    expect(all.filter((step) => step.id !== 'shakes').map((step) => step.receipt?.index)).toEqual([3, 5, 5, 8, 10, 10, 13, 15, 16, 19]);
  });

  it('leave out a draft and contributors that there are not', () => {
    const draw = drawAt('final', { draft: undefined, rules: { ...RULES, seal: { ...RULES.seal, contributors: [] } } });
    expect(
      steps(draw, undefined, QUIET)
        .map((step) => step.state)
        .slice(0, 6),
    ).toEqual(['past', 'left-out', 'left-out', 'past', 'left-out', 'open']);
  });

  it('of a ceremony open the secrets after the press, without shakes', () => {
    const ceremony = { rules: { ...RULES, entropy: 'ceremony' as const } };
    expect(
      steps(drawAt('sealed', ceremony), undefined, QUIET)
        .map((step) => step.id + ' ' + step.state)
        .slice(5, 9),
    ).toEqual(['seal past', 'press open', 'reveals next', 'drawing later']);
    expect(at(drawAt('pressed', { ...ceremony, reveals: [] }), 'reveals').state).toBe('open');
    expect(at(drawAt('drawing', { ...ceremony, reveals: [] }), 'reveals').state).toBe('past');
  });
});

const OFFERS: readonly [Point, StepId, string, Viewer | undefined, Partial<Around>, Offer[]][] = [
  ['announced', 'list', 'its organiser', ORGANISER, {}, ['upload']],
  ['announced', 'list', 'its organiser with a list that is taken', ORGANISER, { uploads: [TAKEN] }, ['upload', 'publish-draft']],
  ['announced', 'list', 'another organiser', STRANGER, { uploads: [TAKEN] }, []],
  ['announced', 'list', 'the notary', NOTARY, { uploads: [TAKEN] }, []],
  ['announced', 'list', 'nobody signed in', undefined, { uploads: [TAKEN] }, []],
  ['draft', 'objections', 'the notary', NOTARY, {}, ['object', 'answer']],
  ['draft', 'objections', 'a contributor', OBSERVER, {}, []],
  ['draft', 'final', 'the notary', NOTARY, { uploads: [TAKEN] }, ['confirm']],
  ['draft', 'final', 'its organiser, unconfirmed', ORGANISER, { uploads: [TAKEN] }, ['upload', 'confirm']],
  ['draft', 'final', 'its organiser, confirmed by the notary alone', ORGANISER, { uploads: [HALF] }, ['upload', 'confirm']],
  ['draft', 'final', 'its organiser, confirmed', ORGANISER, { uploads: [CONFIRMED] }, ['upload', 'confirm', 'publish-final']],
  ['final', 'contributors', 'a contributor', OBSERVER, {}, ['commit']],
  ['final', 'contributors', 'the notary', NOTARY, {}, []],
  ['committed', 'seal', 'its organiser', ORGANISER, {}, ['seal']],
  ['committed', 'seal', 'the notary', NOTARY, {}, ['seal']],
  ['committed', 'seal', 'the operator', OPERATOR, {}, []],
  [
    'committed',
    'seal',
    'the notary whose signature is missing',
    NOTARY,
    {
      acts: [
        actOf(
          'draw.seal',
          [
            ['organiser', true],
            ['notary', false],
          ],
          'needed',
        ),
      ],
    },
    ['sign', 'seal'],
  ],
  ['sealed', 'shakes', 'the operator', OPERATOR, {}, ['close']],
  ['sealed', 'reveals', 'a contributor', OBSERVER, {}, ['reveal']],
  ['sealed', 'reveals', 'the notary', NOTARY, {}, ['open-envelope']],
  ['sealed', 'press', 'the notary', NOTARY, {}, ['press', 'skip', 'show']],
  ['sealed', 'press', 'a contributor', OBSERVER, {}, []],
  ['pressed', 'waiting', 'the operator', OPERATOR, {}, ['number']],
  ['pressed', 'waiting', 'its organiser', ORGANISER, {}, ['number', 'show']],
  ['complete', 'afterwards', 'its organiser', ORGANISER, {}, ['afterwards', 'attempt']],
  ['complete', 'record', 'the notary', NOTARY, {}, ['record']],
  ['complete', 'record', 'its organiser', ORGANISER, {}, []],
];

describe('what is offered', () => {
  it.each(OFFERS)('of a %s draw, step %s, to %s', (point, id, _, viewer, around, offered) => {
    expect(at(drawAt(point), id, viewer, around).offers).toEqual(offered);
  });

  it('is nothing of a step that is past or not there yet', () => {
    for (const viewer of [ORGANISER, NOTARY, OBSERVER]) {
      const shut = steps(drawAt('pressed'), viewer, QUIET).filter((step) => step.state !== 'open');
      expect(shut.flatMap((step) => step.offers)).toEqual([]);
    }
  });

  it('is a commitment to every contributor where the rules for the seal are not told', () => {
    const untold = drawAt('final', { rules: { ...RULES, seal: undefined }, commitments: [] });
    expect(at(untold, 'contributors', OBSERVER).offers).toEqual(['commit']);
    expect(at(untold, 'contributors', NOTARY).offers).toEqual([]);
    expect(at(untold, 'seal', NOTARY).offers).toEqual(['seal']);
    expect(focus(steps(untold, NOTARY, QUIET))).toBe('seal');
    expect(focus(steps(untold, OBSERVER, QUIET))).toBe('contributors');
    expect(at(drawAt('announced', { rules: { ...RULES, seal: undefined } }), 'reveals').state).toBe('later');
  });

  it('has no further skip once the cap is reached', () => {
    expect(at(drawAt('sealed', { skips: 2 }), 'press', NOTARY).offers).toEqual(['press', 'show']);
  });
});

describe('whom it waits for', () => {
  it('is the organiser for the list, unless that is who looks', () => {
    expect(at(drawAt('announced'), 'list', NOTARY).waitsFor).toEqual([{ role: 'organiser', organisation: 'xinglan', what: 'upload' }]);
    expect(at(drawAt('announced'), 'list', ORGANISER).waitsFor).toEqual([]);
  });

  it('is every contributor by name', () => {
    expect(at(drawAt('draft'), 'final', NOTARY, { uploads: [HALF] }).waitsFor).toEqual([
      { role: 'organiser', organisation: 'xinglan', what: 'confirm' },
    ]);
    expect(at(drawAt('draft'), 'final', NOTARY, { uploads: [CONFIRMED] }).waitsFor).toEqual([
      { role: 'organiser', organisation: 'xinglan', what: 'publish' },
    ]);
    expect(at(drawAt('final'), 'contributors', NOTARY).waitsFor).toEqual([
      { role: 'contributor', person: 'customers/observer', what: 'commit' },
    ]);
    expect(at(drawAt('sealed'), 'reveals', OBSERVER).waitsFor.map((turn) => turn.person)).toEqual(['xinglan/engineer']);
  });

  it('is who has not signed yet', () => {
    const act = actOf('draw.press', [
      ['organiser', true],
      ['notary', false],
    ]);
    expect(at(drawAt('revealed'), 'press', ORGANISER, { acts: [act] }).waitsFor).toEqual([{ role: 'notary', what: 'sign' }]);
    const mine = actOf(
      'draw.press',
      [
        ['organiser', true],
        ['notary', false],
      ],
      'needed',
    );
    expect(at(drawAt('revealed'), 'press', NOTARY, { acts: [mine] }).waitsFor).toEqual([]);
  });
});

describe('the step that opens by itself', () => {
  const focused: readonly [Point, Viewer | undefined, StepId][] = [
    ['announced', ORGANISER, 'list'],
    ['draft', NOTARY, 'objections'],
    ['final', NOTARY, 'contributors'],
    ['committed', NOTARY, 'seal'],
    ['sealed', OBSERVER, 'reveals'],
    ['sealed', NOTARY, 'press'],
    ['revealed', ORGANISER, 'press'],
    ['pressed', undefined, 'waiting'],
    ['complete', NOTARY, 'done'],
  ];

  it.each(focused)('of a draw that is %s', (point, viewer, id) => {
    expect(focus(steps(drawAt(point), viewer, QUIET))).toBe(id);
  });

  it('is the one where a signature is missing', () => {
    const act = actOf(
      'draw.decline',
      [
        ['organiser', true],
        ['notary', false],
      ],
      'needed',
    );
    expect(focus(steps(drawAt('complete'), NOTARY, { ...QUIET, acts: [act] }))).toBe('afterwards');
  });

  it('does not take acts of another attempt', () => {
    const act = {
      ...actOf(
        'draw.seal',
        [
          ['organiser', false],
          ['notary', false],
        ],
        'needed',
      ),
      attempt: 2,
    };
    expect(at(drawAt('committed'), 'seal', NOTARY, { acts: [act] }).acts).toEqual([]);
  });

  it('has a further attempt signed where it is begun: in the attempt before it', () => {
    const both = [
      ['organiser', true],
      ['notary', false],
    ] as const;
    const act = { ...actOf('draw.attempt', both, 'needed'), attempt: 2 };
    expect(at(drawAt('complete'), 'afterwards', NOTARY, { acts: [act] }).offers).toContain('sign');
  });
});
