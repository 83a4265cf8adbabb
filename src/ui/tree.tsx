import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useFormat, useText } from './language.tsx';
import { uiTexts } from './messages.ts';
import css from './tree.module.css';
import { ancestorsOf, findInTree, indexTree, openTo, type TreeNode, type TreeRow, treeRows } from './tree-rows.ts';

interface Props {
  readonly nodes: readonly TreeNode[];
  /** What the tree shows, for those who hear it. */
  readonly label: string;
  readonly selected?: string | null | undefined;
  readonly onSelect: (id: string) => void;
  /** Levels that stand open at first. */
  readonly openDepth?: number;
  /** CSS length of the scrolling part. */
  readonly height?: string;
  /** Height of a line in pixels: 36 with a mouse, 60 in the elder view. */
  readonly rowHeight?: number;
}

const spare = 8;

const Row = ({
  row,
  id,
  top,
  height,
  active,
  selected,
  onToggle,
  onSelect,
}: {
  row: TreeRow;
  id: string;
  top: number;
  height: number;
  active: boolean;
  selected: boolean;
  onToggle: () => void;
  onSelect: () => void;
}): ReactNode => {
  const format = useFormat();
  const { node } = row;
  return (
    // Keys are heard by the tree, which alone holds the focus and names the active line.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={selected}
      {...(row.hasChildren ? { 'aria-expanded': row.open } : {})}
      className={css.row}
      data-active={active}
      data-hit={row.hit}
      style={{ top, height, paddingInlineStart: (row.level - 1) * 18 + 4 }}
      onClick={onSelect}
    >
      <span
        aria-hidden="true"
        className={css.arrow}
        data-open={row.open}
        data-leaf={!row.hasChildren}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      />
      <span className={css.name}>{node.name}</span>
      {node.note && <span className={css.note}>{node.note}</span>}
      {node.count !== undefined && <span className={css.count}>{format.number(node.count)}</span>}
    </div>
  );
};

/** Which lines stand within the visible part, with a few spare ones around. */
const useWindow = (count: number, rowHeight: number) => {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + spare);
  const show = (place: number): void => {
    const element = box.current;
    if (!element || place < 0) return;
    const top = place * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
  };
  return { box, first, last, show, perPage: Math.max(1, Math.floor(view.height / rowHeight)) };
};

/** A tree of thousands of nodes: only what is in view is drawn; found by name or initials; worked by keyboard. */
export const Tree = ({
  nodes,
  label,
  selected = null,
  onSelect,
  openDepth = 1,
  height = '70vh',
  rowHeight = 36,
}: Props): ReactNode => {
  const t = useText();
  const treeId = useId();
  const index = useMemo(() => indexTree(nodes), [nodes]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openTo(index, openDepth));
  const [text, setText] = useState('');
  const [active, setActive] = useState<string | null>(selected);
  const wanted = useDeferredValue(text);
  const found = useMemo(() => findInTree(index, wanted), [index, wanted]);
  const rows = useMemo(() => treeRows(index, open, found), [index, open, found]);
  const allOpen = open.size >= nodes.length;
  const { box, first, last, show, perPage } = useWindow(rows.length, rowHeight);
  const brought = useRef<string | null>(null);
  const place = Math.max(
    0,
    rows.findIndex((row) => row.node.id === active),
  );

  useEffect(() => {
    if (!selected) return;
    setActive(selected);
    setOpen((old) => new Set([...old, ...ancestorsOf(index, selected)]));
  }, [selected, index]);
  // What is chosen from outside is brought into view once its line is there.
  useEffect(() => {
    const at = rows.findIndex((row) => row.node.id === selected);
    if (at < 0 || brought.current === selected) return;
    brought.current = selected;
    show(at);
  }, [rows, selected, show]);
  useEffect(() => {
    setOpen((old) => (old.size ? old : openTo(index, openDepth)));
  }, [index, openDepth]);

  const toggle = (id: string): void =>
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const go = (to: number): void => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (!target) return;
    setActive(target.node.id);
    show(rows.indexOf(target));
  };
  const keys = (event: KeyboardEvent): void => {
    const row = rows[place];
    if (!row) return;
    const closes = row.hasChildren && row.open && !found;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(place + 1),
      ArrowUp: () => go(place - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      PageDown: () => go(place + perPage),
      PageUp: () => go(place - perPage),
      ArrowRight: () => (row.hasChildren && !row.open ? toggle(row.node.id) : row.hasChildren && go(place + 1)),
      ArrowLeft: () =>
        closes ? toggle(row.node.id) : go(rows.findIndex((other) => other.node.id === row.node.parentId)),
      Enter: () => onSelect(row.node.id),
      ' ': () => onSelect(row.node.id),
    };
    const move = moves[event.key];
    if (!move || event.nativeEvent.isComposing) return;
    event.preventDefault();
    move();
  };

  return (
    <div className={css.frame}>
      <div className={css.tools}>
        <input
          type="search"
          className={css.search}
          value={text}
          placeholder={t(uiTexts.treeSearch)}
          aria-label={t(uiTexts.treeSearch)}
          aria-controls={treeId}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            go(found ? rows.findIndex((row) => row.hit) : place);
            box.current?.focus();
          }}
        />
        <button
          type="button"
          className={css.tool}
          disabled={found !== null}
          onClick={() => setOpen(openTo(index, allOpen ? openDepth : Number.POSITIVE_INFINITY))}
        >
          {t(allOpen ? uiTexts.collapseAll : uiTexts.expandAll)}
        </button>
      </div>
      <div role="status" className={css.found}>
        {found && (found.hits.size ? t(uiTexts.treeFound, { count: found.hits.size }) : t(uiTexts.treeNone))}
      </div>
      <div
        ref={box}
        id={treeId}
        role="tree"
        tabIndex={0}
        aria-label={label}
        {...(rows[place] && place >= first && place < last
          ? { 'aria-activedescendant': `${treeId}-${rows[place].node.id}` }
          : {})}
        className={css.box}
        style={{ height }}
        onKeyDown={keys}
        onFocus={() => active ?? setActive(rows[0]?.node.id ?? null)}
      >
        <div role="presentation" style={{ height: rows.length * rowHeight, position: 'relative' }}>
          {rows.slice(first, last).map((row, offset) => (
            <Row
              key={row.node.id}
              row={row}
              id={`${treeId}-${row.node.id}`}
              top={(first + offset) * rowHeight}
              height={rowHeight}
              active={first + offset === place}
              selected={row.node.id === selected}
              onToggle={() => toggle(row.node.id)}
              onSelect={() => {
                setActive(row.node.id);
                onSelect(row.node.id);
              }}
            />
          ))}
        </div>
      </div>
    </div>
  );
};
