import { render, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PersonaView } from '../local/console/api';
import { enter, Refusal } from './lake';
import { Access } from './pages/access';
import { Catalog } from './pages/catalog';
import { Charts } from './pages/charts';
import { Overview } from './pages/overview';
import { Quarantine } from './pages/quarantine';
import { Sql } from './pages/sql';
import './style.css';

export interface PageProps {
  readonly persona: string;
}

const PAGES: Readonly<Record<string, { readonly title: string; readonly Page: ComponentType<PageProps> }>> = {
  overview: { title: 'Overview', Page: Overview },
  catalog: { title: 'Catalog', Page: Catalog },
  sql: { title: 'SQL', Page: Sql },
  charts: { title: 'Charts', Page: Charts },
  access: { title: 'Access', Page: Access },
  quarantine: { title: 'Quarantine', Page: Quarantine },
};
const FIRST = 'analyst';

const pageNow = (): string => {
  const name = location.hash.replace(/^#\//, '');
  return Object.hasOwn(PAGES, name) ? name : 'overview';
};

function App({ personas }: { readonly personas: readonly PersonaView[] }) {
  const [persona, setPersona] = useState(
    (personas.find(({ name }) => name === FIRST) ?? personas[0])?.name ?? '',
  );
  const [name, setName] = useState(pageNow());
  useEffect(() => {
    const turned = (): void => setName(pageNow());
    addEventListener('hashchange', turned);
    return () => removeEventListener('hashchange', turned);
  }, []);
  const { title, Page } = PAGES[name]!;
  useEffect(() => {
    document.title = `${title} · Headwater`;
  }, [title]);
  return (
    <>
      <header>
        <label>
          View as{' '}
          <select value={persona} onChange={({ currentTarget }) => setPersona(currentTarget.value)}>
            {personas.map((each) => (
              <option value={each.name}>{each.name}</option>
            ))}
          </select>
        </label>
        <p class="who">{personas.find((each) => each.name === persona)?.description}</p>
        <nav aria-label="Pages">
          {Object.entries(PAGES).map(([key, page]) => (
            <a href={`#/${key}`} aria-current={key === name ? 'page' : undefined}>
              {page.title}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <h1>{title}</h1>
        <Page key={`${name} ${persona}`} persona={persona} />
      </main>
    </>
  );
}

const place = document.getElementById('app')!;
enter().then(
  (personas) => render(<App personas={personas} />, place),
  (error: unknown) =>
    render(
      <main>
        <h1>Headwater</h1>
        <p role="alert">
          {error instanceof Refusal ? error.message : 'The lake does not answer; is it running?'}
        </p>
      </main>,
      place,
    ),
);
