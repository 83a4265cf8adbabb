import { lazy, type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import type { StartPart } from './router.tsx';
import { useSession } from './session.tsx';

const drawn = new Map<StartPart, ReturnType<typeof lazy>>();

const componentOf = (part: StartPart): ReturnType<typeof lazy> => {
  const known = drawn.get(part) ?? lazy(async () => ({ default: (await part.lazy()).Part }));
  drawn.set(part, known);
  return known;
};

/** The parts that the session may see, in their order. */
export const useStartParts = (parts: readonly StartPart[]): readonly StartPart[] => {
  const { can } = useSession();
  return parts.filter((part) => can(part.permission)).toSorted((a, b) => a.order - b.order);
};

/** Draws the parts of a start page; one that breaks leaves the others standing. */
export const StartParts = ({ parts, waiting }: { parts: readonly StartPart[]; waiting: ReactNode }): ReactNode =>
  parts.map((part, place) => {
    const Part = componentOf(part);
    return (
      <ErrorBoundary key={place} fallback={() => null}>
        <Suspense fallback={waiting}>
          <Part />
        </Suspense>
      </ErrorBoundary>
    );
  });
