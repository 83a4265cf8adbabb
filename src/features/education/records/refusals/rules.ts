/** A refusal with the status that the published text names for it (Communication 3.2). */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What was sent is not of the form that the text gives. */
export const malformed = (where: string, why: string): Refused => new Refused(400, `${where}: ${why}`);
