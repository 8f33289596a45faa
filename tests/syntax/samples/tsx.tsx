import { useState } from 'react';

type Props<T> = { items: T[]; render: (item: T) => JSX.Element };

export function List<T extends { id: number }>({ items, render }: Props<T>) {
  const [open, setOpen] = useState<boolean>(false);
  return (
    <ul onClick={() => setOpen(!open)} {...{ hidden: !open }}>
      {items.map((item) => (
        <li key={item.id}>{render(item)}</li>
      ))}
    </ul>
  );
}
