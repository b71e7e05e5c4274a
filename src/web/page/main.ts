import { DATA_ID, type PageData, ROOT_ID } from '../page-data.js';
import { element } from './element.js';
import { screenOf } from './screen.js';

/** A page that stopped in the middle may show a verdict of answers that are not the last ones: then it shows none. */
function fault(what: string): void {
  document
    .getElementById(ROOT_ID)
    ?.replaceChildren(
      element(
        'main',
        {},
        element('h1', { className: 'stop' }, 'This page has a fault'),
        element(
          'p',
          {},
          'What it showed does not count. Screen this patient in another way, and tell who gave you the page:',
        ),
        element('p', {}, what),
      ),
    );
}

addEventListener('error', ({ message }) => fault(message));
addEventListener('unhandledrejection', ({ reason }) => fault(String(reason)));

const data = JSON.parse(document.getElementById(DATA_ID)?.textContent ?? '') as PageData;
const root = document.getElementById(ROOT_ID);
if (root !== null) screenOf(root, data);
