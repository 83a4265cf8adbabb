import type { ReactNode } from 'react';
import { encode } from 'uqr';
import css from '../pages/letter.module.css';

/** Text as a square: a scanner reads what otherwise would be typed. */
export const Square = ({ text, says }: { text: string; says: string }): ReactNode => {
  const { size, data } = encode(text, { ecc: 'L', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <div className={css.seal}>
      <span className={css.small}>{says}</span>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={says} shapeRendering="crispEdges">
        <path d={path} />
      </svg>
    </div>
  );
};
