export interface Fault {
  readonly code: number;
  /** "This is meant to be seen by the user." */
  readonly description: string;
}

/** A refusal as the published text writes it: 404 for what is not there, 403 for keys, 400 for what cannot be done. */
export class Refused extends Error {
  readonly status: number;
  readonly faults: readonly Fault[];

  constructor(status: number, ...descriptions: readonly string[]) {
    super(descriptions.join('; '));
    this.status = status;
    this.faults = descriptions.map((description) => ({ code: status, description }));
  }
}
