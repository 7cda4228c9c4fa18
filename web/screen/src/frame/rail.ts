import type { Draw } from '@twoseal/shared';
import type { Scene } from '../show/director';
import type { Key } from '../words';

export interface Step {
  key: Key;
  state: 'past' | 'now' | 'ahead';
}

type Name = 'announced' | 'list' | 'checked' | 'sealed' | 'shakes' | 'reveals' | 'pressed' | 'waiting' | 'drawing' | 'done';

/** The ritual's steps in the order this draw has them, and where the show stands. What this draw does not have is left out. */
export function railOf(draw: Draw | undefined, scene: Scene): Step[] {
  const names = namesOf(draw);
  const reached = reachedOf(draw, scene);
  const at = names.indexOf(reached);
  return names.map((name, i) => ({
    key: `rail.${name}`,
    state: i === at && reached !== 'done' ? 'now' : i <= at || isOver(name, draw) ? 'past' : 'ahead',
  }));
}

/** Shakes and reveals come in either order, or at once. */
function isOver(name: Name, draw: Draw | undefined): boolean {
  if (name === 'shakes') return draw?.shakes?.closed === true;
  return name === 'reveals' && draw !== undefined && draw.contributors.length > 0 && draw.reveals.length === draw.contributors.length;
}

function namesOf(draw: Draw | undefined): Name[] {
  const names: Name[] = ['announced', 'list', 'checked', 'sealed'];
  const sealed = draw?.sealed !== undefined;
  const ceremony = draw?.rules.entropy === 'ceremony';
  const contributors = draw !== undefined && (draw.contributors.length > 0 || (!sealed && (draw.rules.seal?.contributors?.length ?? 0) > 0));
  if (!ceremony && (draw?.shakes !== undefined || (!sealed && draw !== undefined))) names.push('shakes');
  if (!ceremony && contributors) names.push('reveals');
  names.push('pressed');
  if (!ceremony) names.push('waiting');
  if (ceremony) names.push('reveals');
  names.push('drawing', 'done');
  return sealed && draw?.checked === undefined ? names.filter((name) => name !== 'checked') : names;
}

function reachedOf(draw: Draw | undefined, scene: Scene): Name {
  switch (scene) {
    case 'sealed':
      return 'sealed';
    case 'contributors':
      return 'reveals';
    case 'audience':
      return 'shakes';
    case 'press':
      return 'pressed';
    case 'waiting':
      return draw?.rules.entropy === 'ceremony' ? 'reveals' : 'waiting';
    case 'number':
    case 'drawing':
      return 'drawing';
    case 'done':
      return 'done';
    case 'before':
    case 'skip':
    case 'remark':
      return fromDraw(draw);
  }
}

function fromDraw(draw: Draw | undefined): Name {
  if (draw?.completed !== undefined) return 'done';
  if (draw !== undefined && draw.results.length > 0) return 'drawing';
  if (draw?.pressed !== undefined) return draw.rules.entropy === 'ceremony' ? 'reveals' : 'waiting';
  if (draw?.sealed !== undefined) return 'sealed';
  if (draw?.checked !== undefined && draw.checked.length > 0) return 'checked';
  return draw?.list !== undefined || draw?.draft !== undefined ? 'list' : 'announced';
}
