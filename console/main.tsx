import { render, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PersonaView } from '../core/console/api';
import { fetchAhead, later, type Load } from './later';
import { Overview } from './pages/overview';
import { Refusal } from './refusal';
import { enter, type Session } from './session';
import { goToSignIn, signInAt } from './sign-in';
import './style.css';

export interface PageProps {
  readonly persona: string;
  readonly mayReplay: boolean;
  /** Whether results can be had as a file. */
  readonly givesFiles: boolean;
}

interface PageOf {
  readonly title: string;
  readonly Page: ComponentType<PageProps>;
  /** @default everybody */
  readonly isFor?: (persona: PersonaView) => boolean;
}

/** What isn't seen first. */
const LATER = {
  catalog: async () => (await import('./pages/catalog')).Catalog,
  sql: async () => (await import('./pages/sql')).Sql,
  charts: async () => (await import('./pages/charts')).Charts,
  access: async () => (await import('./pages/access')).Access,
  quarantine: async () => (await import('./pages/quarantine')).Quarantine,
  documents: async () => (await import('./pages/documents')).Documents,
} satisfies Readonly<Record<string, Load>>;

const PAGES: Readonly<Record<string, PageOf>> = {
  overview: { title: 'Overview', Page: Overview },
  catalog: { title: 'Catalog', Page: later(LATER.catalog) },
  sql: { title: 'SQL', Page: later(LATER.sql) },
  charts: { title: 'Charts', Page: later(LATER.charts) },
  access: { title: 'Access', Page: later(LATER.access) },
  quarantine: { title: 'Quarantine', Page: later(LATER.quarantine) },
  documents: { title: 'Documents', Page: later(LATER.documents), isFor: ({ mayReview }) => mayReview },
};
const FIRST = 'analyst';

const pageNow = (): string => {
  const name = location.hash.replace(/^#\//, '');
  return Object.hasOwn(PAGES, name) ? name : 'overview';
};

function App({ session }: { readonly session: Session }) {
  const { personas, givesFiles, leavesOut, signOut } = session;
  const [persona, setPersona] = useState(
    (personas.find(({ name }) => name === FIRST) ?? personas[0])?.name ?? '',
  );
  const [name, setName] = useState(pageNow());
  useEffect(() => {
    const turned = (): void => setName(pageNow());
    addEventListener('hashchange', turned);
    return () => removeEventListener('hashchange', turned);
  }, []);
  const shown = personas.find((each) => each.name === persona);
  const pages = Object.entries(PAGES).filter(([, { isFor }]) => !isFor || (shown && isFor(shown)));
  const [key, { title, Page }] = pages.find(([each]) => each === name) ?? pages[0]!;
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
        <p class="who">{shown?.description}</p>
        {signOut && (
          <button type="button" onClick={() => void signOut()}>
            Sign out
          </button>
        )}
        <nav aria-label="Pages">
          {pages.map(([each, page]) => (
            <a href={`#/${each}`} aria-current={each === key ? 'page' : undefined}>
              {page.title}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <h1>{title}</h1>
        <Page
          key={`${key} ${persona}`}
          persona={persona}
          mayReplay={shown?.mayReplay === true}
          givesFiles={givesFiles}
        />
        {leavesOut.length > 0 && key === 'overview' && (
          <section>
            <h2>Not here</h2>
            <ul>
              {leavesOut.map((sentence) => (
                <li>{sentence}</li>
              ))}
            </ul>
          </section>
        )}
      </main>
    </>
  );
}

/** Before somebody has entered: why not, and the way to sign in where there is one. */
function Outside({ problem }: { readonly problem: string | undefined }) {
  const at = signInAt();
  return (
    <main>
      <h1>Headwater</h1>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {at && (
        <button type="button" class="main" onClick={() => void goToSignIn(at)}>
          Sign in
        </button>
      )}
    </main>
  );
}

const place = document.getElementById('app')!;
enter().then(
  (session) => {
    render(session ? <App session={session} /> : <Outside problem={undefined} />, place);
    if (session) fetchAhead(Object.values(LATER));
  },
  (error: unknown) =>
    render(
      <Outside
        problem={error instanceof Refusal ? error.message : 'The lake does not answer; is it running?'}
      />,
      place,
    ),
);
