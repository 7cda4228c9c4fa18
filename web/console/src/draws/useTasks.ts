/** Asks for what `tasksOf` needs of each draw: at most three requests for one that is under way, two for one that is complete. */
import { type Act, type Draw, type DrawLine, type ListUpload, type Objection, path, type SupervisionRecord } from '@twoseal/shared';
import { ref, shallowRef } from 'vue';
import { api } from '../session/session';
import { isNotary, isOrganiserOf, type Viewer } from './standing';
import { chosenDraws, type Task, tasksOf } from './tasks';
import { viewer } from './viewer';

export function useTasks() {
  const tasks = shallowRef<readonly Task[]>([]);
  const left = ref(0);
  /** Cases whose record is signed: nothing is to be done there any more, and they are not asked about again. */
  const over = new Set<string>();

  /** @throws what the service answers instead; what was known stays */
  async function look(lines: readonly DrawLine[], acts: readonly Act[]): Promise<void> {
    const who = viewer.value;
    if (who === undefined) {
      return;
    }
    const chosen = chosenDraws(lines, who);
    const found = await Promise.all([
      ...chosen.open.map((line) => openTasks(line.draw, who, acts)),
      ...chosen.complete.filter((line) => !over.has(caseOf(line))).map((line) => recordTasks(line, who, acts)),
    ]);
    tasks.value = found.flat();
    left.value = chosen.left;
  }

  async function recordTasks(line: DrawLine, who: Viewer, acts: readonly Act[]): Promise<Task[]> {
    const [draw, record] = await Promise.all([get<Draw>(line.draw), get<SupervisionRecord>(line.draw, '/record')]);
    if (record.state === 'signed') {
      over.add(caseOf(line));
      return [];
    }
    return tasksOf(draw, who, { acts: of(line.draw, acts), uploads: [], objections: [], record, nowMs: Date.now() });
  }

  return { tasks, left, look };
}

async function openTasks(caseNumber: string, who: Viewer, acts: readonly Act[]): Promise<Task[]> {
  const draw = await get<Draw>(caseNumber);
  const needsDesk = draw.sealed === undefined && (isNotary(who) || isOrganiserOf(draw, who));
  const [lists, objections] = needsDesk
    ? await Promise.all([get<{ items: ListUpload[] }>(caseNumber, '/lists'), get<{ items: Objection[] }>(caseNumber, '/objections')])
    : [{ items: [] }, { items: [] }];
  return tasksOf(draw, who, { acts: of(caseNumber, acts), uploads: lists.items, objections: objections.items, nowMs: Date.now() });
}

function get<T>(draw: string, tail = ''): Promise<T> {
  return api.get<T>(path('/draws/{draw}', { draw }) + tail);
}

function of(draw: string, acts: readonly Act[]): Act[] {
  return acts.filter((act) => act.draw === draw);
}

/** A further attempt has a record of its own. */
function caseOf(line: DrawLine): string {
  return line.draw + ' ' + line.attempts;
}
