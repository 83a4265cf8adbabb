import { type ReactNode, useMemo } from 'react';
import { renderSVG } from 'uqr';
import css from './intake.module.css';

/** An address as a square that a phone reads. */
export const Square = ({ address, says }: { address: string; says: string }): ReactNode => {
  const picture = useMemo(
    () => `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(address, { border: 1 }))}`,
    [address],
  );
  return (
    <figure className={css.square}>
      <img src={picture} alt={says} />
      <figcaption>{says}</figcaption>
    </figure>
  );
};
