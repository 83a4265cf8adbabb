/** The server could not be reached, or what came back did not come from it. Nothing is known about the effect. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
