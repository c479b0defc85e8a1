import { type Door, openDoor } from './door.ts'

export type Doors = Record<'sidebar' | 'verification' | 'simulator' | 'internal', Door>
export type Ports = {
  host: string
  port: number
  verificationPort: number
  simulatorPort: number
  internalPort: number
}

/** All four at once; when one port is taken, none stays open. */
export async function openDoors({ host, port, verificationPort, simulatorPort, internalPort }: Ports): Promise<Doors> {
  const opened: Door[] = []
  const open = async (variable: string, at: string, number: number) => {
    const door = await openDoor(variable, at, number)
    opened.push(door)
    return door
  }
  try {
    return {
      sidebar: await open('PORT', host, port),
      simulator: await open('SIMULATOR_PORT', host, simulatorPort),
      verification: await open('VERIFICATION_PORT', host, verificationPort),
      internal: await open('INTERNAL_PORT', '127.0.0.1', internalPort),
    }
  } catch (fault) {
    await Promise.all(opened.map((door) => door.close()))
    throw fault
  }
}

export async function closeDoors(doors: Doors): Promise<void> {
  await Promise.all(Object.values(doors).map((door) => door.close()))
}
