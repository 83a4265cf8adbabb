import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { listTexts } from '../../list/messages.ts';
import css from './condition-chips.module.css';
import type { Condition } from './filters.ts';

interface Props {
  readonly conditions: readonly Condition[];
  readonly onRemove: (without: Condition['without']) => void;
  readonly onClear: () => void;
}

/** The conditions in force, each with a way to take it off. */
export const ConditionChips = ({ conditions, onRemove, onClear }: Props): ReactNode => {
  const t = useText();
  if (conditions.length === 0) return null;
  return (
    <div className={css.line} role="group" aria-label={t(listTexts.chosen)}>
      <span className={css.label}>{t(listTexts.chosen)}</span>
      {conditions.map((condition) => (
        <button
          key={condition.key}
          type="button"
          className={css.chip}
          aria-label={t(listTexts.removeFilter, { name: condition.text })}
          onClick={() => onRemove(condition.without)}
        >
          {condition.text}
          <CloseOutlined className={css.cross ?? ''} aria-hidden />
        </button>
      ))}
      {conditions.length > 1 && (
        <Button type="link" size="small" onClick={onClear}>
          {t(listTexts.clearAll)}
        </Button>
      )}
    </div>
  );
};
