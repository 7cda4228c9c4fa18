/** Whether a chain, as a seal has it or as rules propose it, is a test beacon: whoever holds its key knows its numbers beforehand. */
export function isTestBeacon(chain: string | undefined): boolean {
  return chain === 'local' || chain?.startsWith('test ') === true;
}
