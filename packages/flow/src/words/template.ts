/** What is to be told to a person, as data: the code of a sentence and the values that stand in it. It is kept, sent and
 *  compared in this form; the words rooms of the apps make the sentence. No secret may be a value: values reach logs,
 *  exports and the API. */
export interface Said {
  code: string
  values: Readonly<Record<string, unknown>>
}

/** A sentence with places for values: `{label}`, or `{min:duration}` where the value is written in a way of its own.
 *  `{count:plural one=turn other=turns}` is the word that fits the number. `hint` says what to do. */
export type Sentence = string | { says: string; hint: string }

/** The sentences of one language, by code. */
export type Sentences = Readonly<Record<string, Sentence>>

/** How a value can be written, and what it must then be. */
export interface Ways {
  /** A sentence inside a sentence. */
  said: Said
  /** The same, or nothing. */
  maybe: Said | undefined
  /** A sentence, and what to do about it. */
  advice: Said
  /** Sentences, one after the other. */
  all: readonly Said[]
  /** Seconds, told in the largest unit that says them in whole numbers: "2 hours". */
  duration: number
  /** "a, b" */
  list: readonly string[]
  /** '"a" and "b"' */
  quoted: readonly string[]
  /** A sum in dollars. */
  dollars: number
  /** A comparison, as people read it: "is between". */
  operator: string
}

/** The values that a sentence needs, read from the sentence itself: one that is missing does not compile. */
export type ValuesIn<S extends Sentence> = S extends string
  ? ValuesOfPlaces<PlacesIn<S>>
  : S extends { says: infer Says extends string; hint: infer Hint extends string }
    ? ValuesOfPlaces<PlacesIn<Says> | PlacesIn<Hint>>
    : never

type PlacesIn<S extends string> = S extends `${string}{${infer Place}}${infer Rest}` ? Place | PlacesIn<Rest> : never
type ValuesOfPlaces<P extends string> = { readonly [Q in P as NameIn<Q>]: ValueAt<Q> }
type NameIn<P extends string> = P extends `${infer Name}:${string}` ? Name : P
type ValueAt<P extends string> = P extends `${string}:${infer Way}`
  ? Way extends keyof Ways
    ? Ways[Way]
    : Way extends `plural ${string}`
      ? number
      : never
  : string | number
