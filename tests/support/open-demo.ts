import { startDemo, type Demo, type DemoOptions } from '../../simulator/start.ts'

/** The demonstration as `npm start` opens it, on free ports, forgotten afterwards. */
export const openDemo = (scenario: DemoOptions['scenario'] = 'branch-monday'): Promise<Demo> =>
  startDemo({
    host: '127.0.0.1',
    port: 0,
    verificationPort: 0,
    simulatorPort: 0,
    internalPort: 0,
    directory: undefined,
    scenario,
    screenFolder: 'dist/simulator-screen',
    clientFolder: 'dist/client',
    logLevel: 'error',
  })
