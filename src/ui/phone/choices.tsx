import type { ReactNode } from 'react';
import css from './choices.module.css';

interface Props {
  /** Its name for the page: `name` of the inputs. */
  readonly name: string;
  readonly legend: string;
  /** It says again what stands above, and is for the ear alone. */
  readonly legendUnseen?: boolean;
  readonly isMany: boolean;
  readonly options: readonly { readonly key: string; readonly text: string }[];
  readonly chosen: readonly string[];
  /** In the order of their keys. */
  readonly onChoose: (keys: readonly string[]) => void;
}

/** One of several, or several of them, each as large as a thumb. */
export const Choices = ({
  name,
  legend,
  legendUnseen = false,
  isMany,
  options,
  chosen,
  onChoose,
}: Props): ReactNode => {
  const choose = (key: string): void => {
    if (!isMany) return onChoose([key]);
    const others = chosen.filter((one) => one !== key);
    return onChoose(others.length < chosen.length ? others : [...chosen, key].toSorted((a, b) => (a < b ? -1 : 1)));
  };
  return (
    <fieldset className={css.options}>
      <legend className={legendUnseen ? css.unseen : css.legend}>{legend}</legend>
      {options.map(({ key, text }) => (
        <label key={key} className={css.option} data-chosen={chosen.includes(key)}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(key)}
            onChange={() => choose(key)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** A line or a box to write into, under its label. */
export const Written = ({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode => (
  <label className={css.written}>
    <span>{label}</span>
    {children}
  </label>
);
