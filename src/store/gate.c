/*
 * The gate: writers go in the order in which they came.
 *
 * SQLite's busy time-out lets newcomers overtake; a System V semaphore does not, and the kernel
 * gives it back when its holder is killed. Free is 0; taking it is {wait for zero, add 1 with
 * undo}, so there is no race at its making. It serves fairness alone: SQLite's own locks keep the
 * file right, and everything works without the gate.
 */
#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <time.h>
#include <unistd.h>

#include "store/internal.h"

/* One key for one file, whatever its path. Two files with one key share a gate: slow, not wrong. */
key_t gate_key(dev_t device, ino_t inode)
{
    struct {
        char what[8];
        uint64_t device, inode;
    } name = {"parkade", (uint64_t)device, (uint64_t)inode};
    unsigned char hash[crypto_generichash_BYTES_MIN];
    uint32_t key;

    crypto_generichash(hash, sizeof hash, (const unsigned char *)&name, sizeof name, NULL, 0);
    memcpy(&key, hash, sizeof key);
    key &= 0x7fffffffU;
    return key == 0 ? 1 : (key_t)key; /* never IPC_PRIVATE */
}

union semaphore_argument {
    int value;
    struct semid_ds *buffer;
};

/* A stranger's semaphore would let him stop the lot: it must be the file owner's, ours or root's.
 */
static bool is_known(const struct gate *gate, const struct semid_ds *data)
{
    uid_t maker = data->sem_perm.cuid;
    return data->sem_nsems == 1 && (maker == gate->owner || maker == geteuid() || maker == 0);
}

static bool is_like_the_file(const struct gate *gate, const struct semid_ds *data)
{
    return data->sem_perm.uid == gate->owner && data->sem_perm.gid == gate->group &&
           (data->sem_perm.mode & 0777) == gate->mode;
}

/* Who may gives it the owner, group and mode of the file: one that root made would shut the others
 * out, one from before a chmod, or from an earlier file in this place, let too many in. */
static void put_right(const struct gate *gate, int semaphore, struct semid_ds *data)
{
    struct semid_ds right = *data;
    right.sem_perm.uid = gate->owner;
    right.sem_perm.gid = gate->group;
    right.sem_perm.mode = gate->mode;
    if (semctl(semaphore, 0, IPC_SET, (union semaphore_argument){.buffer = &right}) == 0)
        *data = right;
}

static void find_semaphore(struct gate *gate)
{
    struct semid_ds data = {0};
    int semaphore = semget(gate_key(gate->device, gate->inode), 1, IPC_CREAT | (int)gate->mode);
    gate->semaphore = -1;
    if (semaphore < 0 ||
        semctl(semaphore, 0, IPC_STAT, (union semaphore_argument){.buffer = &data}) != 0 ||
        !is_known(gate, &data))
        return;
    if (!is_like_the_file(gate, &data))
        put_right(gate, semaphore, &data);
    if ((data.sem_perm.mode & 0777 & ~gate->mode) == 0) /* open to no more people than the file */
        gate->semaphore = semaphore;
}

void gate_open(struct gate *gate, const struct stat *file)
{
    *gate = (struct gate){
        .semaphore = -1,
        .device = file->st_dev,
        .inode = file->st_ino,
        .owner = file->st_uid,
        .group = file->st_gid,
        .mode = file->st_mode & 0666,
    };
    if (sodium_init() >= 0)
        find_semaphore(gate);
}

/* Returns 0 or the errno. A signal goes on with the wait where it was: those that could come often
 * are blocked by the caller. */
static int try_take(int semaphore, int milliseconds)
{
    struct sembuf take[2] = {
        {.sem_num = 0, .sem_op = 0, .sem_flg = 0},
        {.sem_num = 0, .sem_op = 1, .sem_flg = SEM_UNDO},
    };
    int64_t start = wait_clock_ms(), left = milliseconds;
    for (;;) {
        struct timespec limit = {left / 1000, (left % 1000) * 1000000L};
        if (semtimedop(semaphore, take, 2, &limit) == 0)
            return 0;
        if (errno != EINTR)
            return errno;
        left = milliseconds - (wait_clock_ms() - start);
        if (left <= 0 || left > milliseconds)
            return EAGAIN;
    }
}

bool gate_take(struct gate *gate, int milliseconds)
{
    if (gate->semaphore < 0)
        return true;
    int failure = try_take(gate->semaphore, milliseconds);
    if (failure == EIDRM || failure == EINVAL) { /* removed at somebody's logout: make it again */
        find_semaphore(gate);
        failure = gate->semaphore < 0 ? 0 : try_take(gate->semaphore, milliseconds);
        if (gate->semaphore < 0)
            return true;
    }
    gate->is_held = failure == 0;
    return failure != EAGAIN;
}

void gate_give(struct gate *gate)
{
    struct sembuf give = {.sem_num = 0, .sem_op = -1, .sem_flg = SEM_UNDO | IPC_NOWAIT};
    if (gate->is_held)
        semop(gate->semaphore, &give, 1); /* a removed one is nobody's any more */
    gate->is_held = false;
}
