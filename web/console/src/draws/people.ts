/** Names of people and organisations on the ledger, asked for once and again when somebody unknown turns up. */
import { type People, said } from '@twoseal/shared';
import { computed, shallowRef } from 'vue';
import { api } from '../session/session';

const known = shallowRef<People>({ organisations: [], people: [] });
let asked: Promise<void> | undefined;

export const people = computed(() => known.value);

export function loadPeople(): Promise<void> {
  asked ??= api
    .get<People>('/people')
    .then((answer) => {
      known.value = answer;
    })
    .finally(() => (asked = undefined));
  return asked;
}

export function personName(person: string): string {
  return known.value.people.find((each) => each.person === person)?.name ?? person;
}

/** @param otherwise while nobody has told */
export function organisationName(id: string, otherwise = id): string {
  const found = known.value.organisations.find((each) => each.id === id);
  return found === undefined ? otherwise : said({ zh: found.name, en: found.nameEn ?? '' });
}
