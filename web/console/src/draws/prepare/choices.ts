/** What ChoiceSelect chooses from: each word with what it is called. */
export type Choices<T extends string> = readonly (readonly [word: T, name: string])[];

export function choices<T extends string>(words: readonly T[], name: (word: T) => string): Choices<T> {
  return words.map((word) => [word, name(word)] as const);
}
