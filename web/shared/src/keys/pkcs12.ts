/**
 * PKCS#12 (RFC 7292) as the JDK and OpenSSL write it today: key bags under PBES2 (PBKDF2 with HMAC-SHA256, AES-256-CBC), certificates in
 * the clear or under PBES2, the whole under an HMAC-SHA256 whose key comes from the derivation of RFC 7292 appendix B.
 * asn1js reads and writes the DER, the browser derives and decrypts; nothing older is opened.
 */
import {
  BitString,
  BmpString,
  Constructed,
  GeneralizedTime,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Primitive,
  Sequence,
  Set as AsnSet,
  UTCTime,
  Utf8String,
  fromBER,
} from 'asn1js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, equal } from './bytes';
import { pkcs8, publicKey, seedOf, signer } from './ed25519';

/** How often a passphrase is hashed before it opens a file made here, as in the program itself. */
export const ROUNDS = 300_000;

/** A file that asks for more is not one that a person made to be opened. */
const ROUNDS_MAX = 5_000_000;

const ROUNDS_AT_A_TIME = 10_000;

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  sha256: '2.16.840.1.101.3.4.2.1',
  ed25519: '1.3.101.112',
  commonName: '2.5.4.3',
};

/** What is in a file: each key under its alias, and the name in the certificates. */
export interface Store {
  name: string;
  seeds: Map<string, Bytes>;
}

/** Why a file does not open. */
export class Unopened extends Error {
  constructor(readonly why: 'not-a-key-file' | 'passphrase' | 'damaged') {
    super(why);
  }
}

/**
 * Opens a file.
 *
 * @throws Unopened if it is no such file, if the passphrase is not its, or if it is damaged
 */
export async function openStore(file: Uint8Array, passphrase: string): Promise<Store> {
  const { safes, mac } = readPfx(file);
  const isWhole = equal(hmac(sha256, await macKey(passphrase, mac.salt, mac.rounds), safes), mac.digest);
  let bags: Bag[];
  try {
    bags = await openSafes(safes, passphrase);
  } catch (unopened) {
    throw unopened instanceof Unopened && unopened.why === 'not-a-key-file' && !isWhole ? new Unopened('damaged') : unopened;
  }
  if (!isWhole) {
    // Where the passphrase opens a key, and the seal over the file does not hold, somebody or something changed the file.
    throw new Unopened(bags.some((bag) => bag.seed) ? 'damaged' : 'passphrase');
  }
  const name = bags.map((bag) => bag.certificateName).find((found) => found !== undefined);
  const seeds = new Map(bags.flatMap((bag) => (bag.seed ? [[bag.alias, bag.seed] as const] : [])));
  if (name === undefined || seeds.size === 0) {
    throw new Unopened('not-a-key-file');
  }
  return { name, seeds };
}

/** Writes the keys under a passphrase; each gets the self-signed certificate that the format wants and nobody trusts. */
export async function writeStore(store: Store, passphrase: string, rounds = ROUNDS): Promise<Bytes> {
  const keys: Sequence[] = [];
  const certificates: Sequence[] = [];
  let number = 0;
  for (const [alias, seed] of store.seeds) {
    const attributes = bagAttributes(alias, Uint8Array.of(++number));
    keys.push(bag(OID.shroudedKeyBag, await shroud(pkcs8(seed), passphrase, rounds), attributes));
    certificates.push(bag(OID.certBag, certBag(await certificate(store.name, seed)), attributes));
  }
  const safes = der(sequence(dataInfo(der(sequence(...keys))), dataInfo(der(sequence(...certificates)))));
  const salt = crypto.getRandomValues(new Uint8Array(20));
  const digest = hmac(sha256, await macKey(passphrase, salt, rounds), safes);
  const macData = sequence(
    sequence(sequence(oid(OID.sha256), new Null()), octets(digest)),
    octets(salt),
    new Integer({ value: rounds }),
  );
  return der(sequence(new Integer({ value: 3 }), dataInfo(safes), macData));
}

interface Bag {
  alias: string;
  seed?: Bytes;
  certificateName?: string;
}

function readPfx(file: Uint8Array) {
  return orNotAKeyFile(() => {
    const [version, authSafe, macData] = children(parse(file));
    const [digestInfo, salt, rounds] = children(macData);
    const [algorithm, digest] = children(digestInfo);
    if (intOf(version) !== 3 || oidOf(children(algorithm)[0]) !== OID.sha256) {
      throw new Unopened('not-a-key-file');
    }
    return {
      safes: dataOf(authSafe),
      mac: { digest: octetsOf(digest), salt: octetsOf(salt), rounds: roundsOf(rounds) },
    };
  });
}

async function openSafes(safes: Bytes, passphrase: string): Promise<Bag[]> {
  const bags: Bag[] = [];
  for (const info of orNotAKeyFile(() => children(parse(safes)))) {
    const type = orNotAKeyFile(() => oidOf(children(info)[0]));
    const contents = type === OID.encryptedData ? await decryptInfo(info, passphrase) : orNotAKeyFile(() => dataOf(info));
    for (const safeBag of orNotAKeyFile(() => children(parse(contents)))) {
      bags.push(await openBag(safeBag, passphrase));
    }
  }
  return bags;
}

async function openBag(safeBag: unknown, passphrase: string): Promise<Bag> {
  const [type, content, attributes] = orNotAKeyFile(() => children(safeBag));
  const alias = orNotAKeyFile(() => aliasOf(attributes));
  switch (orNotAKeyFile(() => oidOf(type))) {
    case OID.shroudedKeyBag: {
      const [algorithm, encrypted] = orNotAKeyFile(() => children(children(content)[0]));
      const seed = seedOf(await decrypt(algorithm, orNotAKeyFile(() => octetsOf(encrypted)), passphrase));
      return seed ? { alias, seed } : { alias };
    }
    case OID.certBag: {
      const certificateName = orNotAKeyFile(() => nameIn(content));
      return certificateName === undefined ? { alias } : { alias, certificateName };
    }
    default:
      return { alias };
  }
}

function aliasOf(attributes: unknown): string {
  for (const attribute of attributes ? children(attributes) : []) {
    const [type, values] = children(attribute);
    if (oidOf(type) === OID.friendlyName) {
      const value = children(values)[0];
      if (value instanceof BmpString) {
        return value.valueBlock.value;
      }
    }
  }
  return '';
}

/** The common name in a certificate's subject. */
function nameIn(content: unknown): string | undefined {
  const [type, wrapped] = children(children(content)[0]);
  if (oidOf(type) !== OID.x509Certificate) {
    return undefined;
  }
  const fields = children(children(parse(octetsOf(children(wrapped)[0])))[0]);
  // version, serial, algorithm, issuer, validity, subject
  const names = children(fields[5]).flatMap((set) => children(set));
  for (const name of names) {
    const [attribute, value] = children(name);
    if (oidOf(attribute) === OID.commonName) {
      return (value as Utf8String).valueBlock.value;
    }
  }
  return undefined;
}

async function decryptInfo(info: unknown, passphrase: string): Promise<Bytes> {
  const [algorithm, encrypted] = orNotAKeyFile(() => {
    const [, wrapped] = children(info);
    const [, encryptedInfo] = children(children(wrapped)[0]);
    const [, contentAlgorithm, content] = children(encryptedInfo);
    return [contentAlgorithm, implicitOctets(content)] as const;
  });
  return decrypt(algorithm, encrypted, passphrase);
}

async function decrypt(algorithm: unknown, encrypted: Bytes, passphrase: string): Promise<Bytes> {
  const scheme = orNotAKeyFile(() => {
    const [type, parameters] = children(algorithm);
    const [derivation, encryption] = children(parameters);
    const [derivationType, derivationParameters] = children(derivation);
    const [encryptionType, iv] = children(encryption);
    const [salt, rounds, ...rest] = children(derivationParameters);
    const prf = rest.find((part) => part instanceof Sequence);
    const isKnown =
      oidOf(type) === OID.pbes2 &&
      oidOf(derivationType) === OID.pbkdf2 &&
      oidOf(encryptionType) === OID.aes256Cbc &&
      prf !== undefined &&
      oidOf(children(prf)[0]) === OID.hmacSha256;
    if (!isKnown) {
      throw new Unopened('not-a-key-file');
    }
    return { salt: octetsOf(salt), rounds: roundsOf(rounds), iv: octetsOf(iv) };
  });
  const key = await contentKey(passphrase, scheme.salt, scheme.rounds, 'decrypt');
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: scheme.iv }, key, encrypted));
  } catch {
    throw new Unopened('passphrase');
  }
}

async function shroud(content: Bytes, passphrase: string, rounds: number): Promise<Sequence> {
  const salt = crypto.getRandomValues(new Uint8Array(20));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await contentKey(passphrase, salt, rounds, 'encrypt');
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, content);
  const derivation = sequence(
    oid(OID.pbkdf2),
    sequence(
      octets(salt),
      new Integer({ value: rounds }),
      new Integer({ value: 32 }),
      sequence(oid(OID.hmacSha256), new Null()),
    ),
  );
  const algorithm = sequence(oid(OID.pbes2), sequence(derivation, sequence(oid(OID.aes256Cbc), octets(iv))));
  return sequence(algorithm, octets(new Uint8Array(encrypted)));
}

async function contentKey(passphrase: string, salt: Bytes, rounds: number, use: 'encrypt' | 'decrypt') {
  const secret = new Uint8Array(new TextEncoder().encode(passphrase));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    material,
    { name: 'AES-CBC', length: 256 },
    false,
    [use],
  );
}

/** RFC 7292 appendix B.2 with SHA-256 for 32 bytes, purpose 3 (integrity): one block of output, so step 6 is never needed. */
async function macKey(passphrase: string, salt: Uint8Array, rounds: number): Promise<Bytes> {
  const block = 64;
  const password = new Uint8Array(2 * passphrase.length + 2);
  for (let at = 0; at < passphrase.length; at++) {
    new DataView(password.buffer).setUint16(2 * at, passphrase.charCodeAt(at));
  }
  const filled = (bytes: Uint8Array) =>
    Uint8Array.from({ length: block * Math.ceil(bytes.length / block) }, (_, at) => bytes[at % bytes.length] ?? 0);
  let key = sha256(concat(new Uint8Array(block).fill(3), filled(salt), filled(password)));
  for (let round = 1; round < rounds; round++) {
    key = sha256(key);
    if (round % ROUNDS_AT_A_TIME === 0) {
      // The page stays alive.
      await new Promise((resume) => setTimeout(resume));
    }
  }
  return new Uint8Array(key);
}

function bag(type: string, content: Sequence, attributes: AsnSet): Sequence {
  return sequence(oid(type), explicit(content), attributes);
}

function bagAttributes(alias: string, localKeyId: Uint8Array): AsnSet {
  return new AsnSet({
    value: [
      sequence(oid(OID.friendlyName), new AsnSet({ value: [new BmpString({ value: alias })] })),
      sequence(oid(OID.localKeyId), new AsnSet({ value: [octets(localKeyId)] })),
    ],
  });
}

function certBag(encoded: Uint8Array): Sequence {
  return sequence(oid(OID.x509Certificate), explicit(octets(encoded)));
}

/** X.509v3, self-signed, without an end (RFC 5280 section 4.1.2.5). */
async function certificate(name: string, seed: Bytes): Promise<Bytes> {
  const subject = () =>
    sequence(new AsnSet({ value: [sequence(oid(OID.commonName), new Utf8String({ value: name }))] }));
  const algorithm = () => sequence(oid(OID.ed25519));
  const from = new UTCTime({ valueDate: new Date('2000-01-01T00:00:00Z') });
  const until = new GeneralizedTime({ valueDate: new Date('9999-12-31T23:59:59Z') });
  const subjectKey = sequence(algorithm(), new BitString({ valueHex: publicKey(seed).buffer }));
  const body = sequence(
    explicit(new Integer({ value: 2 })),
    new Integer({ value: 1 }),
    algorithm(),
    subject(),
    sequence(from, until),
    subject(),
    subjectKey,
  );
  const signature = await (await signer(seed))(der(body));
  return der(sequence(body, algorithm(), new BitString({ valueHex: signature.buffer })));
}

function dataInfo(content: Bytes): Sequence {
  return sequence(oid(OID.data), explicit(octets(content)));
}

/** What may stand in a sequence, as asn1js types it. */
type Part = Sequence['valueBlock']['value'][number];

function sequence(...value: Part[]): Sequence {
  return new Sequence({ value });
}

function explicit(content: Part): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [content] });
}

function oid(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value });
}

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: new Uint8Array(bytes).buffer });
}

function der(value: Sequence): Bytes {
  return new Uint8Array(value.toBER());
}

function parse(bytes: Bytes | Uint8Array): unknown {
  const { offset, result } = fromBER(new Uint8Array(bytes), { parseEmbedded: false });
  if (offset !== bytes.length) {
    throw new Unopened('not-a-key-file');
  }
  return result;
}

function children(value: unknown): unknown[] {
  if (value instanceof Constructed) {
    return value.valueBlock.value;
  }
  throw new Unopened('not-a-key-file');
}

function oidOf(value: unknown): string {
  if (value instanceof ObjectIdentifier) {
    return value.getValue();
  }
  throw new Unopened('not-a-key-file');
}

function octetsOf(value: unknown): Bytes {
  if (value instanceof OctetString) {
    return new Uint8Array(value.getValue());
  }
  throw new Unopened('not-a-key-file');
}

/** [0] IMPLICIT OCTET STRING */
function implicitOctets(value: unknown): Bytes {
  if (value instanceof Primitive) {
    return new Uint8Array(value.valueBlock.valueHexView);
  }
  throw new Unopened('not-a-key-file');
}

function intOf(value: unknown): number {
  if (value instanceof Integer) {
    return value.valueBlock.valueDec;
  }
  throw new Unopened('not-a-key-file');
}

function roundsOf(value: unknown): number {
  const rounds = intOf(value);
  if (rounds < 1 || rounds > ROUNDS_MAX) {
    throw new Unopened('not-a-key-file');
  }
  return rounds;
}

function dataOf(info: unknown): Bytes {
  const [type, content] = children(info);
  if (oidOf(type) !== OID.data) {
    throw new Unopened('not-a-key-file');
  }
  return octetsOf(children(content)[0]);
}

/** Whatever asn1js throws at bytes that are not DER is one answer here. */
function orNotAKeyFile<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new Unopened('not-a-key-file');
  }
}
