package dev.wirebench.lab.truth;

import java.util.Arrays;

/**
 * How long messages wait where they come at random and one server takes equally long for each (M/D/1), in service times.
 *
 * <p>Crommelin's distribution (1932) as Franx puts it (Operations Research Letters 29, 2001). With rho = arrival rate x
 * service time, k - 1 <= t < k and v = k - t:
 *
 * <pre>P(wait <= t) = exp(-rho v) * sum over j = 0 .. k - 1 of atMost(k - j) (rho v)^j / j!</pre>
 *
 * where atMost(n) is the probability of at most n messages in the system. Nothing is subtracted, unlike in Erlang's
 * series, whose terms alternate and grow with exp(rho t). Confined to one thread.
 */
final class CrommelinSeries {

    /** Terms below this are lost in the rounding of those before. */
    private static final double NEGLIGIBLE = 1e-18;

    private final double rho;
    /** P(more than i arrivals during one service), until it is negligible. */
    private final double[] moreThan;
    /** P(exactly n in the system), and P(at most n), as far as they have been needed. */
    private double[] exactly = new double[64];

    private double[] atMost = new double[64];
    private int known;

    /** @param rho above 0 and below 1 */
    CrommelinSeries(double rho) {
        if (!(rho > 0 && rho < 1)) {
            throw new IllegalArgumentException("rho must be above 0 and below 1, was " + rho);
        }
        this.rho = rho;
        this.moreThan = poissonTails(rho);
        exactly[0] = 1 - rho;
        atMost[0] = 1 - rho;
    }

    private static double[] poissonTails(double rho) {
        int count = 1;
        for (double term = rho; term > NEGLIGIBLE; term *= rho / count) {
            count++;
        }
        double[] exactly = new double[count + 1];
        exactly[0] = Math.exp(-rho);
        for (int i = 1; i <= count; i++) {
            exactly[i] = exactly[i - 1] * rho / i;
        }
        double[] tails = new double[count];
        double sum = 0;
        for (int i = count - 1; i >= 0; i--) {
            sum += exactly[i + 1];
            tails[i] = sum;
        }
        return tails;
    }

    /** P(wait <= t). */
    double atMost(double t) {
        int k = (int) t + 1;
        double rhoV = rho * (k - t);
        double term = Math.exp(-rhoV);
        double sum = 0;
        for (int j = 0; j < k && term > NEGLIGIBLE; j++) {
            sum += inSystem(k - j) * term;
            term *= rhoV / (j + 1);
        }
        return sum;
    }

    /** The smallest t with P(wait <= t) >= q, for q below 1. */
    double quantile(double q) {
        if (q <= atMost(0)) {
            return 0;
        }
        double high = 1;
        while (atMost(high) < q) {
            high *= 2;
        }
        double low = 0;
        for (double middle; (middle = (low + high) / 2) > low && middle < high; ) {
            if (atMost(middle) < q) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * P(at most n in the system), at any time as at departures: from n + 1 to n it goes as often as from n or less to above
     * n, so p(n + 1) P(no arrival) = p(0) P(more than n) + sum over i = 1 .. n of p(i) P(more than n + 1 - i).
     */
    private double inSystem(int n) {
        for (; known < n; known++) {
            if (known + 1 == exactly.length) {
                exactly = Arrays.copyOf(exactly, 2 * exactly.length);
                atMost = Arrays.copyOf(atMost, 2 * atMost.length);
            }
            double upwards = exactly[0] * tail(known);
            for (int i = Math.max(1, known + 2 - moreThan.length); i <= known; i++) {
                upwards += exactly[i] * tail(known + 1 - i);
            }
            exactly[known + 1] = upwards * Math.exp(rho);
            atMost[known + 1] = atMost[known] + exactly[known + 1];
        }
        return atMost[n];
    }

    private double tail(int arrivals) {
        return arrivals < moreThan.length ? moreThan[arrivals] : 0;
    }
}
