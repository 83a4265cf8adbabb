/** What an input of the design system needs: the form kit makes it, `office` and `phone` fields show it. */
export interface Field<V> {
  readonly id: string;
  readonly label: string;
  readonly value: V | null | undefined;
  readonly onChange: (value: V | null | undefined) => void;
  readonly onBlur: () => void;
  /** Everything that is wrong with the value, in the language of the interface. */
  readonly errors: readonly string[];
  readonly required: boolean;
  readonly maxLength?: number | undefined;
  readonly disabled?: boolean | undefined;
}

/** One choice of a closed set. */
export interface Choice<V extends string | number = string> {
  readonly value: V;
  readonly label: string;
  readonly hint?: string;
}
