// Made from spec/openapi.yaml by `npm run openapi`; never edited by hand.

export type Digest = string;

export type CaseNumber = string;

export type PersonName = string;

export type Username = string;

export type Role = 'administrator' | 'notary' | 'organiser' | 'operator' | 'witness' | 'contributor' | 'observer';

export interface Words {
  zh: string;
  en: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  next?: string;
  instance?: string;
}

export interface SignIn {
  username: Username;
  password: string;
  code?: string;
}

export interface Session {
  signedIn: boolean;
  account?: Account;
  /** while signed in */
  csrf?: string;
  /** what must be done before anything else, in this order */
  needs: ('password' | 'totp' | 'key')[];
  office: { name: string; nameEn?: string; origin: string; /** vkey */ logKey: string; };
  oidc: boolean;
  /** sign-ins of a demonstration, with the passphrase of their key files */
  demo?: { username: string; password: string; passphrase: string; name: string; role: Role; }[];
}

export interface Account {
  username: Username;
  name: string;
  person: PersonName;
  role: Role;
  organisation?: { id?: string; name?: string; };
  totp: boolean;
  /** the person is registered with a key that is valid now */
  keyOnLedger: boolean;
  /** vkey */
  key?: string;
  /** a copy of the encrypted key file is kept here */
  keyFile: boolean;
  state: 'invited' | 'active' | 'closed';
  /** who the person is to the identity provider */
  subject?: string;
  email?: string;
  openedMs?: number;
  lastSeenMs?: number;
}

export interface Accounts {
  items: Account[];
  next?: string;
}

export interface NewAccount {
  username: Username;
  name: string;
  person: PersonName;
  role: Role;
}

export interface OpenedAccount {
  account: Account;
  oneTimePassword: string;
}

export interface People {
  organisations: { id: string; name: string; nameEn?: string; isOffice?: boolean; }[];
  people: { person: PersonName; name: string; role: Role; key?: string; valid: boolean; }[];
}

export type ActState = 'open' | 'entered' | 'withdrawn' | 'expired';

export interface Act {
  id: string;
  /** first word of the text, such as draw.seal */
  kind: string;
  draw?: CaseNumber;
  attempt?: number;
  /** exactly what is signed */
  text: string;
  digest: Digest;
  /** the same in sentences; the text counts */
  summary: Words[];
  signers: { /** a role; holder for the person named, whatever the role; new-key for the key that the command introduces; where one of several may sign, all of them with | between, such as holder|administrator */ role: string; /** where an organiser must be of this one */ organisation?: string; /** who signed; before that, who must where nobody else may */ person?: PersonName; name?: string; signedMs?: number; }[];
  /** of the signed-in person: needed while there is a free place that the person may fill, also where others may as well; else given or none */
  mySignature?: 'needed' | 'given' | 'none';
  state: ActState;
  begunBy: string;
  begunMs: number;
  /** a press is of no use after this, for its round is fixed in its text */
  expiresMs?: number;
  /** why it was withdrawn */
  ended?: string;
  receipt?: Receipt;
}

/** What to draft; which members are needed follows from the kind. */
export interface NewAct {
  kind: 'registry.organisation' | 'registry.person' | 'registry.rotate' | 'registry.revoke' | 'ledger.remark' | 'draw.announce' | 'draw.list' | 'draw.seal' | 'draw.reveal' | 'draw.skip' | 'draw.close' | 'draw.press' | 'draw.decline' | 'draw.disqualify' | 'draw.promote' | 'draw.attempt';
  /** the command's id; drawn here unless given */
  id?: string;
  organisation?: string;
  name?: string;
  nameEn?: string;
  person?: PersonName;
  role?: Role;
  /** vkey */
  key?: string;
  cosignKey?: string;
  reason?: string;
  /** with registry.rotate: the old key cannot sign any more, so an administrator must */
  lost?: boolean;
  draw?: CaseNumber;
  digest?: Digest;
  text?: string;
  preparation?: string;
  list?: string;
  listState?: 'draft' | 'final';
  /** stage to places, for stages that were open */
  places?: Record<string, number>;
  /** instead of the rules file's */
  pressByMs?: number;
  contributor?: PersonName;
  value?: string;
  nonce?: string;
  number?: number;
  group?: string;
  code?: 'ineligible' | 'duplicate' | 'deceased' | 'withdrawn' | 'declined' | 'other';
  /** a reason that is not for the public: its salted commitment goes to the ledger, the text stays here for the office */
  words?: string;
  stage?: number;
  order?: number;
  for?: number;
  /** how long both have for the press */
  signingS?: number;
}

export interface Receipt {
  index: number;
  timeMs: number;
  accepted: boolean;
  reason?: string;
  draw?: CaseNumber;
  size: number;
  root: Digest;
  digest: Digest;
}

export interface RulesCheck {
  rules?: Rules;
  problems: { line: number; column: number; what: Words; }[];
}

export interface Rules {
  title: string;
  titleEn?: string;
  organiser: string;
  organiserName?: string;
  purpose: 'number-draw' | 'prize-draw';
  entropy: 'beacon' | 'ceremony';
  scheduledMs: number;
  columns: string[];
  masking: string;
  groups: string[];
  stages: Stage[];
  /** what the rules file proposes for the seal */
  seal?: { /** the beacon; local is the test beacon, for rehearsals */ chain?: 'quicknet' | 'local'; deltaS?: number; marginS?: number; pressByS?: number; pressByMs?: number; skipNoticeS?: number; skipsMax?: number; contributors?: Contributor[]; };
}

export interface Stage {
  id: number;
  title: string;
  titleEn?: string;
  /** empty for all */
  groups: string[];
  from: number[];
  except: number[];
  /** a number, all, or open */
  places: string;
  alternates: number;
  overflow: 'overfill' | 'stop';
  /** lapse, or join and a stage */
  unfilled: string;
}

export interface Contributor {
  person: PersonName;
  name?: string;
  organisationName?: string;
  form: 'committed' | 'live';
  commitment?: Digest;
  envelope?: number;
  value?: string;
  revealedIndex?: number;
}

export interface NewPreparation {
  kind: 'draw' | 'rehearsal';
  /** a rules file; what is no text, such as a picture, is refused */
  rules: string;
  /** needed to change one */
  version?: number;
}

export interface Preparation {
  id: string;
  kind: 'draw' | 'rehearsal';
  rules: string;
  version: number;
  changedBy: string;
  changedMs: number;
  check: RulesCheck;
  announced?: CaseNumber;
}

export interface DrawLine {
  draw: CaseNumber;
  kind: 'draw' | 'rehearsal';
  title: string;
  titleEn?: string;
  organiser: string;
  organiserName: string;
  purpose?: string;
  scheduledMs?: number;
  announcedMs: number;
  attempts: number;
  state: DrawState;
  entries?: number;
  fingerprint?: string;
}

export type DrawState = 'announced' | 'listed' | 'sealed' | 'pressed' | 'by-default' | 'waiting' | 'drawing' | 'complete';

export interface Signer {
  person: PersonName;
  name?: string;
  role: Role;
  organisationName?: string;
}

export interface Place {
  index: number;
  timeMs: number;
  signers: Signer[];
}

export interface ListBlock {
  root: Digest;
  entries: number;
  /** decimal: may exceed 2^53 */
  tickets: string;
  fileHash: Digest;
  weights: string;
  groups?: { label: string; entries: number; tickets: string; root: Digest; }[];
}

export interface Draw {
  draw: CaseNumber;
  kind: 'draw' | 'rehearsal';
  attempt: number;
  attempts: number;
  attemptReason?: string;
  state: DrawState;
  rules: Rules;
  announced: Place;
  draft?: ListBlock & { at?: Place; };
  list?: ListBlock & { at?: Place; added?: number; removed?: number; changed?: number; };
  checked?: Place[];
  /** handed in for the coming seal, not sealed yet */
  commitments?: Contributor[];
  contributors: Contributor[];
  sealed?: { at: Place; c: Digest; /** first eight groups of C */ fingerprint: string; pressByMs?: number; deltaS?: number; marginS?: number; skipNoticeS?: number; skipsMax?: number; /** quicknet, or test and its description */ chain?: string; periodS?: number; /** the witness, or absent: checked by the notary alone */ checkedBy?: string; };
  reveals: Contributor[];
  skips?: number;
  shakes?: { batches: number; shakes: number; closed: boolean; root?: Digest; };
  pressed?: Place;
  /** what decides the draw */
  fixed?: { byDefault: boolean; round?: number; dueMs: number; };
  seed?: Digest;
  /** the beacon's */
  signature?: string;
  results: StageResult[];
  completed?: Place;
  afterwards: { at: Place; what: 'decline' | 'disqualify' | 'promote'; stage: number; order: number; code?: string; for?: number; }[];
  show?: Show;
  /** every accepted entry of the draw, oldest first */
  timeline?: { index: number; timeMs: number; kind: string; attempt: number; signers: Signer[]; skip?: Skip; }[];
}

/** of a draw.skip: whom it finds invalid, and why */
export interface Skip {
  number: number;
  group: string;
  code: 'ineligible' | 'duplicate' | 'deceased' | 'withdrawn' | 'other';
}

export interface StageResult {
  stage: number;
  at: Place;
  rolled: number;
  winners: number;
  alternates: number;
  skipped: number;
  seats: number;
  unfilled: number;
  outcomes?: Digest;
}

export interface Roll {
  /** 0 where there is none */
  order: number;
  kind: 'winner' | 'alternate' | 'skipped' | 'not-placed';
  number: number;
  group: string;
  /** masked, while it may be published */
  name?: string;
  afterwards?: string;
}

export interface Entry {
  index: number;
  timeMs: number;
  kind: string;
  attempt: number;
  root: Digest;
  signers: Signer[];
  /** the draw as it was just after this entry, without timeline; results of draw.result stand in rolls */
  draw?: Draw;
  /** of a draw.result: the first 1,000 in the order rolled; further ones by /results */
  rolls?: Roll[];
  /** of a remark */
  text?: string;
  skip?: Skip;
}

export interface Pulse {
  /** the service's clock */
  nowMs: number;
  size: number;
  root: Digest;
  state: DrawState;
  witnesses: { person: PersonName; name: string; /** of the last checkpoint it cosigned */ size: number; timeMs?: number; }[];
  /** who has signed the open press */
  hands: { organiser: boolean; notary: boolean; expiresMs?: number; };
  fixed?: { byDefault?: boolean; round?: number; dueMs?: number; };
  /** the round is past and its number is not here */
  late?: boolean;
  shakesWaiting?: number;
  show?: Show;
}

export interface Show {
  state: 'running' | 'paused';
  reason?: string;
  pace: 'slow' | 'normal' | 'fast';
}

export interface NewList {
  fileName: string;
  bytes: number;
  /** of the private file: names and salts; not kept */
  passphrase: string;
  encoding?: 'utf-8' | 'gb18030';
  sheet?: string;
}

export interface ListUpload {
  id: string;
  fileName: string;
  bytes: number;
  state: 'receiving' | 'reading' | 'taken' | 'refused' | 'failed';
  received?: number;
  read?: number;
  lines?: number;
  errors?: number;
  begunBy: string;
  begunMs: number;
  /** SHA-256 of the file as it was sent */
  sourceHash?: Digest;
  list?: ListBlock;
  /** against the published draft, by its root */
  changes?: { added?: number; removed?: number; changed?: number; draft?: Digest; };
  advice?: Words[];
  report?: { reason: string; what: Words; count: number; first: { line: number; column?: number; columnName?: string; detail?: string; }[]; }[];
  failure?: Words;
  /** for the current attempt; each attempt's list is confirmed anew */
  confirmed?: { who: string; role: 'organiser' | 'notary'; attempt: number; timeMs: number; }[];
  published?: 'draft' | 'final';
}

export interface NewObjection {
  from: string;
  number?: number;
  group?: string;
  text: string;
}

export interface Objection {
  id: string;
  from: string;
  number?: number;
  group?: string;
  text: string;
  enteredBy: string;
  enteredMs: number;
  upheld?: boolean;
  answer?: string;
  answeredBy?: string;
  answeredMs?: number;
}

export interface FoundEntry {
  draw: CaseNumber;
  number: number;
  group: string;
  weight: number;
  seats: number;
  name?: string;
  line: string;
  root: Digest;
  state?: DrawState;
  outcomes: { stage: number; title?: string; titleEn?: string; kind: 'winner' | 'alternate' | 'skipped' | 'not-placed' | 'none'; order?: number; afterwards?: string; }[];
}

export interface NewSupervisionRecord {
  place: string;
  people: { name: string; role: string; }[];
  incidents: { timeMs: number; text: string; }[];
  recordings: { name: string; bytes: number; sha256: Digest; }[];
  statement: string;
  version?: number;
}

export type SupervisionRecord = NewSupervisionRecord & {
  /** from the ledger */
  steps: { index: number; timeMs: number; what: Words; digest?: Digest; }[];
  state: 'open' | 'closed' | 'signed';
  digest?: Digest;
  signed?: Place[];
};

export interface Ledger {
  origin: string;
  logKey: string;
  size: number;
  root: Digest;
  timeMs?: number;
  checkpoint: string;
  witnesses: { person: PersonName; name: string; size: number; timeMs?: number; }[];
}

export interface LedgerEntry {
  index: number;
  timeMs: number;
  kind: string;
  draw?: CaseNumber;
  accepted: boolean;
  reason?: string;
  command: string;
  outcome: string;
  signers?: Signer[];
}

export interface Alarm {
  kind: 'disk' | 'clock' | 'witness' | 'ledger' | 'beacon' | 'certificate' | 'backup';
  sinceMs: number;
  about?: string;
  what: Words;
  next: Words;
}
