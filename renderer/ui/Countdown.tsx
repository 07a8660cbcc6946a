/** A deadline that counts: "due 14:30, 8 min"; once it is late, "due 14:30, 3 min ago" in the colour of late. */
import { useNow, useZone } from '../hooks.ts'
import { classes } from './classes.ts'
import { countdownText } from './countdown.ts'
import styles from './Countdown.module.css'

export interface CountdownProps {
  /** UTC */
  due: string
  /** the word in front */
  word?: string
}

export function Countdown({ due, word = 'due' }: CountdownProps) {
  const { time, distance, late } = countdownText(due, useNow(1000), useZone())
  return (
    <span className={classes(styles.countdown, late && styles.late)}>
      {word} <time dateTime={due} className={styles.time}>{time}</time>, {distance}
    </span>
  )
}
