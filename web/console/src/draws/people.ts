/** Names of people and organisations on the ledger, asked for once and again when somebody unknown turns up. */
import type { People } from '@twoseal/shared';
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

export function organisationName(id: string): string {
  return known.value.organisations.find((each) => each.id === id)?.name ?? id;
}
