import { flat } from '../../report/width.js';

type Properties<E extends HTMLElement> = Partial<Omit<E, 'style' | 'dataset' | 'children' | 'attributes'>> & {
  readonly attributes?: Readonly<Record<string, string>>;
};

/** An element with what is in it. Text becomes text, whatever it holds: a rule file cannot bring markup along. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { attributes, ...properties }: Properties<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  Object.assign(made, properties);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...children.map((child) => (typeof child === 'string' ? flat(child) : child)));
  return made;
}

/** Fills an element with HTML that a report made, in which all that comes from outside is escaped. */
export function fill(target: HTMLElement, html: string): void {
  const template = document.createElement('template');
  template.innerHTML = html;
  target.replaceChildren(template.content);
}
