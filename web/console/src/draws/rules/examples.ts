/** The rules files of the repository's examples, to start from. */
import flats from '../../../../../examples/ceremony-flats/rules.yaml?raw';
import homes from '../../../../../examples/house-purchase/rules.yaml?raw';
import plates from '../../../../../examples/licence-plates/rules.yaml?raw';
import prizes from '../../../../../examples/prize-draw/rules.yaml?raw';
import places from '../../../../../examples/school-places/rules.yaml?raw';

export type ExampleId = 'prizes' | 'homes' | 'plates' | 'places' | 'flats';

export const EXAMPLES: readonly { readonly id: ExampleId; readonly text: string }[] = [
  { id: 'prizes', text: prizes },
  { id: 'homes', text: homes },
  { id: 'plates', text: plates },
  { id: 'places', text: places },
  { id: 'flats', text: flats },
];

/** An example made one's own: its organiser and its time are not anybody else's. */
export function adapted(text: string, organiser: string | undefined, scheduled: string): string {
  const own = text.replace(
    /^((?:scheduled|预定时间): *)([^#\n]*?)(\s*(?:#.*)?)$/m,
    (_, key: string, _old: string, rest: string) => key + scheduled + rest,
  );
  return organiser === undefined
    ? own
    : own.replace(/^((?:organiser|主办方): *)(\S+)(.*)$/m, (_, key: string, _old: string, rest: string) => key + organiser + rest);
}
