import { useEffect, useMemo, useState } from 'react';
import { waiting } from './api';
import type { components } from './schema';

type Applicant = components['schemas']['Applicant'];

export function WaitingList({ association }: { association: string }) {
  const [applicants, setApplicants] = useState<Applicant[]>([]);
  const [problem, setProblem] = useState<string>();
  const [wanted, setWanted] = useState('');

  useEffect(() => {
    const stop = new AbortController();
    waiting(association, stop.signal)
      .then(setApplicants)
      .catch((error: Error) => error.name === 'AbortError' || setProblem(error.message));
    return () => stop.abort();
  }, [association]);

  const shown = useMemo(
    () => applicants.filter((a) => a.name.toLowerCase().includes(wanted.toLowerCase())),
    [applicants, wanted],
  );

  if (problem) return <p role="alert">{problem}</p>;
  return (
    <section>
      <label>
        Select a name from the list <input value={wanted} onChange={(e) => setWanted(e.target.value)} />
      </label>
      <ol>
        {shown.map((a) => (
          <li key={a.id}>
            {a.name}, {a.place}
          </li>
        ))}
      </ol>
    </section>
  );
}
