import { type CipherGCM, createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Where a secret stands. It is bound to this place: moved to another row or column it does not open. */
export interface Place {
  table: string
  row: string
  column: string
}

/** A secret that does not open here: another key, another place, or changed bytes. It says nothing about the content. */
export class Unreadable extends Error {
  override name = 'Unreadable'

  constructor(place: Place, why: string) {
    super(`${place.table}.${place.column} of ${place.row} cannot be decrypted: ${why}`)
  }
}

const CIPHER = 'aes-256-gcm'
const FORMAT = 1
const ID = 8
const NONCE = 12
const TAG = 16
const KEY = 32
const HEAD = 1 + ID + NONCE + KEY + TAG + NONCE

/** Seals secrets in an envelope: each value has a data key of its own, which the master key seals in turn.
 *  Layout: format, id of the master key, nonce + sealed data key + tag, nonce + sealed value + tag. */
export class Vault {
  readonly #current: MasterKey
  readonly #byId: ReadonlyMap<string, MasterKey>

  /** Seals with the first key; opens with any of them, so that keys can be changed while running. */
  constructor(current: Buffer, former: readonly Buffer[] = []) {
    this.#current = named(current)
    this.#byId = new Map([this.#current, ...former.map(named)].map((key) => [key.id.toString('hex'), key]))
  }

  seal(value: string, place: Place): Buffer {
    const dataKey = randomBytes(KEY)
    const bound = boundTo(place)
    const { id, key } = this.#current
    return Buffer.concat([
      Buffer.of(FORMAT),
      id,
      encrypt(key, dataKey, bound),
      encrypt(dataKey, Buffer.from(value, 'utf8'), bound),
    ])
  }

  /** Throws {@link Unreadable}. */
  open(sealed: Uint8Array, place: Place): string {
    const bytes = Buffer.from(sealed)
    if (bytes.length < HEAD + TAG || bytes[0] !== FORMAT)
      throw new Unreadable(place, 'it is not in the form of a sealed value')
    const id = bytes.subarray(1, 1 + ID).toString('hex')
    const master = this.#byId.get(id)
    if (!master) throw new Unreadable(place, `it was sealed with the key ${id}, which is not here`)
    const bound = boundTo(place)
    const body = 1 + ID + NONCE + KEY + TAG
    try {
      const dataKey = decrypt(master.key, bytes.subarray(1 + ID, body), bound)
      return decrypt(dataKey, bytes.subarray(body), bound).toString('utf8')
    } catch {
      throw new Unreadable(place, 'it was changed, or belongs to another place')
    }
  }
}

interface MasterKey {
  /** Names the key without giving it away. */
  id: Buffer
  key: Buffer
}

function named(key: Buffer): MasterKey {
  return { id: createHash('sha256').update('tailorbird key id').update(key).digest().subarray(0, ID), key }
}

/** Unambiguous: no part can hold the separator's escape. */
const boundTo = ({ table, row, column }: Place) => Buffer.from(JSON.stringify([table, row, column]))

function encrypt(key: Buffer, plain: Buffer, bound: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher: CipherGCM = createCipheriv(CIPHER, key, nonce)
  cipher.setAAD(bound)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, sealed: Buffer, bound: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(-TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
}
