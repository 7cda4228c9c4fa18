// @vitest-environment happy-dom
import { type Component, createApp, h, ref } from 'vue';
import { type Entry, grouped } from '@twoseal/shared';
import { afterEach, describe, expect, it } from 'vitest';
import HeadRow from '../src/frame/HeadRow.vue';
import LostBand from '../src/frame/LostBand.vue';
import RollCell from '../src/parts/RollCell.vue';
import DrawingScene from '../src/scenes/DrawingScene.vue';
import PressScene from '../src/scenes/PressScene.vue';
import SealedScene from '../src/scenes/SealedScene.vue';
import { Rolls } from '../src/show/rolls';
import { SHOW } from '../src/show/show';
import prize from '../../shared/fixtures/prize.json';

const entries = prize.entries as unknown as Entry[];
const first = (kind: string) => entries.find((each) => each.kind === kind) as Entry;
const shown: (() => void)[] = [];
afterEach(() => {
  shown.splice(0).forEach((close) => close());
});

/** The text of a part of the screen, at rest after an entry. */
function textAt(part: Component, entry: Entry, pulse?: object, props = {}): string {
  const rolls = new Rolls({ get: () => Promise.reject(new Error('not asked')) } as never, prize.draw);
  rolls.keep(entry);
  const app = createApp({ render: () => h(part, props) });
  app.provide(SHOW, {
    asked: { draw: prize.draw, replay: false, speed: 1, origin: '' },
    draw: ref(entry.draw), entry: ref(entry), pulse: ref(pulse), known: ref({ entries, heardMs: 0, clockOffsetMs: 0 }),
    elapsedMs: ref(Number.POSITIVE_INFINITY), nowMs: ref(0), rollsVersion: ref(0), rolls, reduced: true, scene: ref('drawing'), beat: ref(undefined),
  } as never);
  const element = document.createElement('div');
  app.mount(element);
  shown.push(() => app.unmount());
  return element.textContent ?? '';
}

describe('the ledger’s entries', () => {
  it('are told by their index, as the verifier and the console do', () => {
    const seal = first('draw.seal');
    const press = first('draw.press');
    expect(textAt(SealedScene, seal)).toContain(`账本第 ${grouped(seal.index)} 条`);
    expect(textAt(PressScene, press)).toContain(`账本第 ${grouped(press.index)} 条`);
    expect(textAt(HeadRow, seal)).toContain(`账本第 ${grouped(seal.index)} 条`);
    expect(textAt(HeadRow, seal, { size: 28, root: seal.root, witnesses: [] })).toContain('账本第 27 条');
    expect(textAt(LostBand, seal, { size: 28 })).toContain('到账本第 27 条为止');
    expect(textAt(LostBand, seal)).toContain(`到账本第 ${grouped(seal.index)} 条为止`);
  });
});

describe('alternates', () => {
  it('count from 1 behind the winners of their stage', () => {
    const text = textAt(DrawingScene, first('draw.result'));
    expect(text).toContain('第 1 名');
    expect([...text.matchAll(/候补 第 (\d+) 号/g)].map((found) => found[1])).toEqual(['1', '2', '3']);
  });

  it('do so in a cell of the grid', () => {
    const roll = { order: 21, kind: 'alternate', number: 17, group: '会员' };
    expect(textAt(RollCell, first('draw.result'), undefined, { roll, winners: 20, width: 4 })).toContain('补1');
    expect(textAt(RollCell, first('draw.result'), undefined, { roll: { ...roll, kind: 'winner', order: 20 }, winners: 20, width: 4 })).toContain('20');
  });
});
