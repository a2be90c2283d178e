/** Widgets that show numbers and text of their own. Others call functions or show what is logged. */
const PLAIN = ['metric', 'alarm', 'text'];

interface Widget {
  readonly type?: unknown;
}

/** The kinds of widgets of a dashboard, and whatever else it shows as it stands. */
export function dashboardLines(body: string): string[] {
  let widgets: unknown;
  try {
    ({ widgets } = JSON.parse(body) as { readonly widgets?: unknown });
  } catch {
    return [body];
  }
  if (!Array.isArray(widgets)) return [body];
  const lines = (widgets as Widget[]).map((widget) =>
    PLAIN.some((type) => type === widget.type) ? `shows ${String(widget.type)}` : JSON.stringify(widget),
  );
  return [...new Set(lines)];
}
