import packageJson from '../../package.json' with { type: 'json' };

export const VERSION = packageJson.version;
export const TOOL = { name: packageJson.name, version: VERSION } as const;
