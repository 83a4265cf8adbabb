/** In which order test files begin. */
import { createHash } from 'node:crypto';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These ask every endpoint or open every page: begun last, one of them would go on when all the others have ended. */
const isLong = ({ moduleId }: TestSpecification): boolean =>
  /\/test\/(access|endpoints|journeys\/accessibility)\b/.test(moduleId);

/** The long ones first, each part in an order that follows from the run's seed. */
export class RandomOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const placeOf = (file: TestSpecification): string =>
      `${isLong(file) ? 0 : 1} ${createHash('sha256').update(`${seed} ${file.moduleId}`).digest('hex')}`;
    return files
      .map((file) => ({ file, place: placeOf(file) }))
      .toSorted((a, b) => (a.place < b.place ? -1 : 1))
      .map(({ file }) => file);
  }
}
