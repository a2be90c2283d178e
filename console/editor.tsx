import { sql, type SQLNamespace } from '@codemirror/lang-sql';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { basicSetup, EditorView } from 'codemirror';
import { useEffect, useRef } from 'preact/hooks';
import type { QueryError } from '../core/console/api';
import { styleNonce } from './nonce';

export interface EditorProps {
  /** What the editor begins with; another object puts its text in the place of what was typed. */
  readonly given: { readonly sql: string };
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  /** Tables and their columns, for completion. */
  readonly schema: SQLNamespace;
  readonly error: QueryError | undefined;
}

/** An editor of one statement. Tab leaves it; Ctrl-Enter runs the statement. */
export function Editor({ given, onText, onRun, schema, error }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const language = useRef(new Compartment());
  const told = useRef({ onText, onRun });
  told.current = { onText, onRun };
  useEffect(() => {
    const run = (): boolean => {
      told.current.onRun();
      return true;
    };
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: given.sql,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          EditorView.cspNonce.of(styleNonce()),
          basicSetup,
          language.current.of(sql({ schema, defaultSchema: 'gold' })),
          EditorView.contentAttributes.of({ 'aria-label': 'Statement in Athena SQL' }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) told.current.onText(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(sql({ schema, defaultSchema: 'gold' })) });
  }, [schema]);
  useEffect(() => {
    const { current } = view;
    const { sql: text } = given;
    if (current && current.state.doc.toString() !== text)
      current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [given]);
  useEffect(() => {
    const { current } = view;
    if (current) current.dispatch(setDiagnostics(current.state, placeOf(current.state, error)));
  }, [error]);
  return <div class="editor" ref={place} />;
}

function placeOf(
  { doc }: EditorState,
  error: QueryError | undefined,
): { from: number; to: number; severity: 'error'; message: string }[] {
  if (error?.line === undefined || error.line > doc.lines) return [];
  const line = doc.line(error.line);
  const from = Math.min(line.to, line.from + (error.column ?? 1) - 1);
  const word = /^[\w$"]+/.exec(doc.sliceString(from, line.to))?.[0] ?? ' ';
  return [{ from, to: Math.min(line.to, from + word.length), severity: 'error', message: error.message }];
}
